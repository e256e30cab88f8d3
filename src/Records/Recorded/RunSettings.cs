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

    /// <summary>
    /// The plan of rounds in which attempts go on from each other, as <c>--rounds</c> takes it; null where there is none. A number is how
    /// often agents compare notes, which is no such plan.
    /// </summary>
    internal string? RoundPlan =>
        Options.GetValueOrDefault("rounds") is { } rounds && rounds.AsSpan().ContainsAnyExceptInRange('0', '9') ? rounds : null;

    /// <summary>How many attempts of the first round the rounds go on from; null without a plan of rounds.</summary>
    internal int? Population =>
        RoundPlan is not null && int.TryParse(Options.GetValueOrDefault("population"), out var population) ? population : null;

    /// <summary>
    /// True when recorded answers are played in place of agents: a failure among them is as final as everything else that is recorded.
    /// </summary>
    internal bool IsReplayed => Options.GetValueOrDefault("endpoint", "").StartsWith("replay:", StringComparison.Ordinal);

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
    /// Names every difference between recorded settings and these that changes what is asked, as "stop was lead, now all"; empty when these
    /// can go on with the run. More agents can, and so can other limits on time and money.
    /// </summary>
    internal IReadOnlyList<string> DifferencesFrom(RunSettings recorded)
    {
        var differences = new List<string>();
        Compare("seed", recorded.Seed.ToString(), Seed.ToString());
        Compare("simulated", recorded.IsSimulated ? "yes" : "no", IsSimulated ? "yes" : "no");
        foreach (var name in recorded.Options.Keys.Union(Options.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, now) = (recorded.Options.GetValueOrDefault(name), Options.GetValueOrDefault(name));
            if (!GoesOn(name, was, now))
                Compare(name, was, now);
        }

        return differences;

        void Compare(string name, string? was, string? now)
        {
            if (!string.Equals(was, now, StringComparison.Ordinal))
                differences.Add($"{name} was {was ?? "not set"}, now {now ?? "not set"}");
        }
    }

    private static bool GoesOn(string option, string? was, string? now) => option switch
    {
        "deadline" or "attempt-deadline" or "problem-budget" or "hedge" => true,
        "agents" => int.TryParse(was, out var before) && int.TryParse(now, out var after) && after > before,
        _ => false,
    };
}
