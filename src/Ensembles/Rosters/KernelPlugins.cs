using System.Text.Json;
using HeavySim.SemanticKernel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles.Rosters;

/// <summary>Plugins as tools of agents in any world.</summary>
internal static class KernelPlugins
{
    /// <summary>What opens each plugin of a configuration file; nothing is opened or loaded before it is asked for.</summary>
    public static IReadOnlyDictionary<string, Func<CancellationToken, Task<IReadOnlyList<AIFunction>>>> Of(
        JsonElement root, string path, ILoggerFactory? loggers) =>
        PluginSection.Read(root, path, Environment.GetEnvironmentVariable).ToDictionary(
            static plugin => plugin.Key,
            plugin => (Func<CancellationToken, Task<IReadOnlyList<AIFunction>>>)(async token =>
                [.. (await PluginTools.OpenAsync(plugin.Value, loggers, token)).Select(Airlock.ForeignTool)]),
            StringComparer.Ordinal);
}
