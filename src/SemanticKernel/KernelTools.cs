using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>Kernel functions as tools of HeavySim's agents.</summary>
public static class KernelTools
{
    /// <summary>The functions of every plugin of the kernel, named plugin_function.</summary>
    public static IReadOnlyList<AIFunction> AsTools(this Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return [.. kernel.Plugins.SelectMany(plugin => plugin.AsTools(kernel))];
    }

    /// <summary>The functions of one plugin, named plugin_function.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="kernel">The kernel they run in, with its filters.</param>
    public static IReadOnlyList<AIFunction> AsTools(this KernelPlugin plugin, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(kernel);
        return [.. plugin.AsAIFunctions(kernel).Zip(plugin, (shown, function) => new KernelTool(shown, function, kernel))];
    }

    /// <summary>
    /// A kernel function, called by way of its kernel: called as the tool that Semantic Kernel makes of it, it passes the kernel's filters
    /// by. Its schema is one that strict servers accept: the root has a key "condition" that JSON Schema does not know.
    /// </summary>
    private sealed class KernelTool(AIFunction shown, KernelFunction function, Kernel kernel) : DelegatingAIFunction(shown)
    {
        public override JsonElement JsonSchema { get; } = Strict(shown.JsonSchema);

        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            var result = await function.InvokeAsync(kernel, new KernelArguments(arguments), cancellationToken);
            return result.GetValue<object>();
        }

        private static JsonElement Strict(JsonElement schema)
        {
            if (JsonObject.Create(schema) is not { } root)
                return schema;

            root.Remove("condition");
            // What a function does not know it would never see.
            if (root.ContainsKey("properties"))
                root["additionalProperties"] = false;
            return JsonElement.Parse(root.ToJsonString());
        }
    }
}
