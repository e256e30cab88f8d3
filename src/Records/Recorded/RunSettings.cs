namespace HeavySim.Records.Recorded;

/// <summary>What makes two runs the same experiment: a run resumes only under equal settings.</summary>
public sealed record RunSettings
{
    /// <summary>The run's name, unique in its store.</summary>
    public required string Name { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public required long Seed { get; init; }

    /// <summary>True when the answers come from the simulated model: every figure of the run says so.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>Everything else that decides the results, by the name of its option: agents, endpoint, model, select, stop, ...</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// True when attempts are the leaves of search trees: those are no independent samples, and nothing can be said of k of them.
    /// </summary>
    internal bool IsTree => Options.GetValueOrDefault("tree", "none") != "none";

    /// <summary>The options as JSON in one form only: names in ordinal order, no blanks.</summary>
    internal string OptionsJson()
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Options)
            sorted[name] = value;

        return JsonSerializer.Serialize(sorted, OwnJson.Readable.SortedDictionaryStringString);
    }

    /// <summary>Reads <see cref="OptionsJson"/> back.</summary>
    internal static IReadOnlyDictionary<string, string> ReadOptions(string json) =>
        JsonSerializer.Deserialize(json, OwnJson.Readable.SortedDictionaryStringString) ?? [];

    /// <summary>
    /// Names every difference between recorded settings and these, as "stop was lead, now all"; empty when they are equal.
    /// </summary>
    internal IReadOnlyList<string> DifferencesFrom(RunSettings recorded)
    {
        var differences = new List<string>();
        Compare("seed", recorded.Seed.ToString(), Seed.ToString());
        Compare("simulated", recorded.IsSimulated ? "yes" : "no", IsSimulated ? "yes" : "no");
        foreach (var name in recorded.Options.Keys.Union(Options.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Compare(name, recorded.Options.GetValueOrDefault(name), Options.GetValueOrDefault(name));

        return differences;

        void Compare(string name, string? was, string? now)
        {
            if (!string.Equals(was, now, StringComparison.Ordinal))
                differences.Add($"{name} was {was ?? "not set"}, now {now ?? "not set"}");
        }
    }
}
