using HeavySim.Experiments.Comparing;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Options;

/// <summary>One side of a comparison as it is written: RUN, RUN:selector or RUN:stop=rule.</summary>
internal static class ComparedName
{
    private const string Stop = "stop=";

    /// <summary>Finds the run. Names of runs may hold colons themselves: the longest name that there is counts.</summary>
    /// <exception cref="HeavySimException">There is no such run.</exception>
    /// <exception cref="UsageException">What follows the name is no selector that asks no model, and no stop rule.</exception>
    public static ComparedRun Find(RunStore store, string text)
    {
        var names = store.Runs().Select(static r => r.Name).ToHashSet(StringComparer.Ordinal);
        for (var colon = text.Length; colon > 0; colon = text.LastIndexOf(':', colon - 1))
        {
            if (names.Contains(text[..colon]))
                return new ComparedRun(text, store.Read(text[..colon]), colon == text.Length
                    ? new SideReading.AsRun()
                    : Read(text[(colon + 1)..]));
        }

        // Says which runs there are.
        return new ComparedRun(text, store.Read(text), new SideReading.AsRun());
    }

    private static SideReading Read(string reading) => BadUsage.Of<SideReading>(() => reading.StartsWith(Stop, StringComparison.Ordinal)
        ? new SideReading.Stop(StopRuleCatalog.Parse(reading[Stop.Length..]))
        : !reading.Contains(',', StringComparison.Ordinal) && SelectorTable.Names(reading) is { Count: <= 2 } names
            ? new SideReading.Selector(names[^1])
            : throw new UsageException($"'{reading}' are several selectors: a side of a comparison is read by one."));
}
