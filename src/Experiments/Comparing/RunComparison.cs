namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Two runs on the same problems: the JSON document of <c>compare</c>. Shares are in 0..1, differences are first less second.
/// </summary>
internal sealed record RunComparison
{
    /// <summary>The first side: its run, and how its choices were read where not as the run made them.</summary>
    public required string First { get; init; }

    /// <summary>The second side.</summary>
    public required string Second { get; init; }

    /// <summary>True when either was simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Graded problems that both have, by question, with a sample in each.</summary>
    public required int Problems { get; init; }

    /// <summary>Graded problems of either run that could not be paired.</summary>
    public required int Unpaired { get; init; }

    /// <summary>
    /// The votes at equal numbers of samples; empty where samples are curtailed or leaves of a tree, and of one run against itself.
    /// </summary>
    public required IReadOnlyList<ComparedAtK> EqualK { get; init; }

    /// <summary>
    /// The votes at equal output tokens per problem; empty where there are none at equal k, tokens are not known, or the expenses do not
    /// overlap.
    /// </summary>
    public required IReadOnlyList<ComparedAtTokens> EqualTokens { get; init; }

    /// <summary>
    /// The choices of each, at the output tokens they took, against the vote that the other buys with as many: at most one row for each
    /// side; none where tokens are not known, or where the other has not so many samples.
    /// </summary>
    public required IReadOnlyList<ComparedAtTokens> ChoicesAtTokens { get; init; }

    /// <summary>
    /// Each by its own selector against the number of agents and against tokens; null where both are votes, or samples are curtailed or
    /// leaves of a tree.
    /// </summary>
    public required ComparedCurves? Curves { get; init; }

    /// <summary>What the ensembles chose.</summary>
    public required ComparedChoices Selected { get; init; }

    /// <summary>
    /// The effect on each category, of the choices, corrected for looking at all of them; empty where there are no two categories.
    /// </summary>
    public required IReadOnlyList<ComparedCategory> Categories { get; init; }

    /// <summary>Output tokens of one sample, of either run; null where not known.</summary>
    public required double? FirstTokensPerSample { get; init; }

    /// <summary>The same of the second.</summary>
    public required double? SecondTokensPerSample { get; init; }

    /// <summary>
    /// The smallest difference of the choices that so many problems would have shown with a probability of .8 at the level .05.
    /// </summary>
    public required double? Detectable { get; init; }

    /// <summary>One claim about the choices in plain words, with its test.</summary>
    public required string Sentence { get; init; }
}
