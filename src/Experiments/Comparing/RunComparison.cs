namespace HeavySim.Experiments;

/// <summary>Two runs on the same problems: the JSON document of <c>compare</c>. Shares are in 0..1, differences are first less second.</summary>
public sealed record RunComparison
{
    /// <summary>The first run.</summary>
    public required string First { get; init; }

    /// <summary>The second run.</summary>
    public required string Second { get; init; }

    /// <summary>True when either was simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Graded problems that both have, by id and question, with a sample in each.</summary>
    public required int Problems { get; init; }

    /// <summary>Graded problems of either run that could not be paired.</summary>
    public required int Unpaired { get; init; }

    /// <summary>At equal numbers of samples; empty where a stop rule curtailed a run.</summary>
    public required IReadOnlyList<ComparedAtK> EqualK { get; init; }

    /// <summary>At equal output tokens per problem; empty where tokens are not known or the runs' expenses do not overlap.</summary>
    public required IReadOnlyList<ComparedAtTokens> EqualTokens { get; init; }

    /// <summary>What the ensembles chose.</summary>
    public required ComparedChoices Selected { get; init; }

    /// <summary>The effect on each category, of the choices; empty where there are no categories.</summary>
    public required IReadOnlyList<ComparedCategory> Categories { get; init; }

    /// <summary>Output tokens of one sample, of either run; null where not known.</summary>
    public required double? FirstTokensPerSample { get; init; }

    /// <summary>The same of the second.</summary>
    public required double? SecondTokensPerSample { get; init; }

    /// <summary>The smallest difference of the choices that so many problems would have shown with a probability of .8 at the level .05.</summary>
    public required double? Detectable { get; init; }

    /// <summary>What the figures say, in plain words and no more.</summary>
    public required string Sentence { get; init; }
}
