using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>Kernel functions as tools of HeavySim's agents.</summary>
public static class KernelTools
{
    /// <summary>The functions of every plugin of the kernel, named plugin_function.</summary>
    public static IReadOnlyList<AIFunction> AsTools(this Kernel kernel) => [.. kernel.Plugins.SelectMany(plugin => plugin.AsTools(kernel))];

    /// <summary>The functions of one plugin, named plugin_function.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="kernel">The kernel they run in.</param>
    public static IReadOnlyList<AIFunction> AsTools(this KernelPlugin plugin, Kernel kernel) =>
        [.. plugin.AsAIFunctions(kernel).Select(static function => new StrictSchemaFunction(function))];

    /// <summary>
    /// A kernel function whose schema strict servers accept: its root has a key "condition" that JSON Schema does not know.
    /// </summary>
    private sealed class StrictSchemaFunction(AIFunction inner) : DelegatingAIFunction(inner)
    {
        public override JsonElement JsonSchema { get; } = Strict(inner.JsonSchema);

        private static JsonElement Strict(JsonElement schema)
        {
            if (JsonObject.Create(schema) is not { } root)
                return schema;

            root.Remove("condition");
            return JsonElement.Parse(root.ToJsonString());
        }
    }
}
