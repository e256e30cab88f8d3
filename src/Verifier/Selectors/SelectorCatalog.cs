using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier;

/// <summary>The selectors by the names of <c>--select</c>.</summary>
public static class SelectorCatalog
{
    private const string Learned = "learned";

    private static readonly IReadOnlyList<Entry> Entries =
    [
        new("vote", "the answer most agents gave", false, static _ => new VoteSelector()),
        new("confidence", "votes weighed by the models' own confidence", false, static _ => new ConfidenceSelector()),
        new("fusion", "the most probable answer given all that is known, learned over the run without golds", false, Fusion),
        new("best", "the answer with the best verdicts (best-of-N)", false, static _ => new BestSelector()),
        new("pointwise", "the answer its judges rated highest on average", false, static _ => new PointwiseSelector()),
        new("listwise", "the answer judges preferred among all (GenSelect)", false, static _ => new ListwiseSelector()),
        new("pairwise", "the winner of a tournament two by two, by wins or margins", false, static _ => new PairwiseSelector()),
        new("synthesis", "one model composes the answer from the solutions and critiques", true, Synthesis),
    ];

    /// <summary>Every name with one line on what it does, for help texts.</summary>
    public static IReadOnlyList<(string Name, string Help)> Names { get; } =
    [
        .. Entries.Select(static e => (e.Name, e.Help)),
        (
            $"{DeepConfTerms.Family}[:tail|lowest|mean][:keep=.1]",
            "the surest tenth by their tokens' log-probabilities, weighed by it (DeepConf); asks for --logprobs"),
        ($"{Learned}:FILE", "the fusion learned by 'heavysim fit' from an earlier run"),
    ];

    /// <summary>The names of those that ask no model, and so can be computed from a recorded run.</summary>
    public static IReadOnlyList<string> WithoutCalls { get; } = [.. Entries.Where(static e => !e.AsksModels).Select(static e => e.Name)];

    /// <summary>
    /// The names of those that ask no model and read the log-probabilities of tokens: a run that has none of them cannot be chosen from.
    /// </summary>
    internal static IReadOnlyList<string> ByTokens => DeepConfTerms.Names;

    /// <summary>True when the selector of that name reads log-probabilities.</summary>
    internal static bool ReadsTokens(string name) => DeepConfTerms.Is(name);

    /// <summary>The selector of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>; "learned:fusion.json" reads that file.</param>
    /// <param name="options">What selectors may need.</param>
    /// <exception cref="HeavySimException">There is no such selector, it lacks something, or its file cannot be read.</exception>
    public static ISelector Create(string name, SelectorOptions options)
    {
        if (name.StartsWith(Learned + ":", StringComparison.OrdinalIgnoreCase) && name.Length > Learned.Length + 1)
            return new LearnedSelector(FusionFile.Read(name[(Learned.Length + 1)..]), name);
        if (name.TrimEnd(':').Equals(Learned, StringComparison.OrdinalIgnoreCase))
            throw new HeavySimException("The selector 'learned' needs its file: learned:fusion.json. Make one with 'heavysim fit'.");

        if (DeepConfTerms.Is(name))
            return new DeepConfSelector(DeepConfTerms.Parse(name));

        return Find(name).Create(options);
    }

    /// <summary>The name itself, where there is such a selector, whatever it may need.</summary>
    /// <exception cref="HeavySimException">There is no such selector, or its file cannot be read.</exception>
    internal static string Validated(string name)
    {
        if (NeedsNoCalls(name) || name.StartsWith(Learned, StringComparison.OrdinalIgnoreCase))
            Create(name, new SelectorOptions());
        else
            Find(name);
        return name;
    }

    /// <summary>True for a selector that can choose from a record, without asking a model.</summary>
    /// <param name="name">Its name, as given to <see cref="Create"/>.</param>
    public static bool NeedsNoCalls(string name) =>
        WithoutCalls.Contains(name, StringComparer.OrdinalIgnoreCase) || ReadsTokens(name)
        || name.StartsWith(Learned + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a selector that wants to know what checkers found.</summary>
    /// <param name="name">Its name, as given to <see cref="Create"/>.</param>
    public static bool ReadsChecks(string name) => name.ToLowerInvariant() is not ("vote" or "confidence") && !ReadsTokens(name);

    /// <summary>True for a selector that is fitted to the problems of a run.</summary>
    /// <param name="name">Its name, as given to <see cref="Create"/>.</param>
    public static bool Learns(string name) => name.ToLowerInvariant() is "fusion" or "synthesis";

    private static Entry Find(string name) => Entries.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new HeavySimException(UnknownName.Message("selector", name, [.. Names.Select(static n => n.Name)]));

    private static FusionSelector Fusion(SelectorOptions options) => new(options.Truth ?? TruthMemory.Of(TruthModel.Prior), options.Scale);

    private static SynthesisSelector Synthesis(SelectorOptions options) => options switch
    {
        { Answers: null } => throw new HeavySimException("The selector 'synthesis' needs to read answers, and there is no answer engine."),
        { Calls: null or { Checkers.Count: 0 } } => throw new HeavySimException(
            "The selector 'synthesis' asks a model, and there is none here; it cannot be computed from a recorded run."),
        { Answers: { } answers, Calls: { } calls } => new SynthesisSelector(options, calls, answers),
    };

    private sealed record Entry(string Name, string Help, bool AsksModels, Func<SelectorOptions, ISelector> Create);
}
