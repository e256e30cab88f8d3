using HeavySim.Agents.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;

namespace HeavySim.SemanticKernel;

/// <summary>Opens plugins as tools of agents: a kernel of their own, with the audit outermost among its filters.</summary>
internal static class PluginTools
{
    /// <summary>The plugin's functions, named plugin_function; safe to call concurrently where the plugin's own code is.</summary>
    /// <param name="options">The plugin.</param>
    /// <param name="loggers">Where calls are logged, or null for nowhere.</param>
    /// <param name="cancellationToken">Cancels the reading of files.</param>
    /// <exception cref="HeavySimException">It cannot be had; the message says why.</exception>
    public static async Task<IReadOnlyList<AIFunction>> OpenAsync(
        PluginOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        var audit = new FunctionAudit(loggers?.CreateLogger("HeavySim.Plugin." + options.Name));
        if (options is PluginOptions.Native native)
        {
            var (functions, filters) = NativePlugin.Load(native);
            return ToolsOf(functions, [audit, .. filters, audit.Innermost]);
        }

        var service = (PluginOptions.OpenApi)options;
        var operations = await OpenApiPlugin.ReadAsync(service, handler: null, cancellationToken);
        return [.. ToolsOf(operations, [audit, audit.Innermost]).Select(tool => SecretKeepingTool.Around(tool, service.Secrets))];
    }

    /// <summary>Says what is wrong with a plugin.</summary>
    internal static HeavySimException Wrong(PluginOptions options, string fault, Exception? error = null)
    {
        var message = SafeText.Of($"The plugin '{options.Name}' cannot be had: {fault.TrimEnd('.')}.", null);
        return error is null ? new HeavySimException(message) : new HeavySimException(message, error);
    }

    /// <summary>The tools of a plugin, with these filters around every call.</summary>
    internal static IReadOnlyList<AIFunction> ToolsOf(KernelPlugin plugin, IEnumerable<IFunctionInvocationFilter> filters)
    {
        var builder = Kernel.CreateBuilder();
        foreach (var filter in filters)
            builder.Services.AddSingleton(filter);

        builder.Plugins.Add(plugin);
        var kernel = builder.Build();
        return kernel.Plugins.Single().AsTools(kernel);
    }
}
