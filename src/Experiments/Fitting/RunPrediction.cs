namespace HeavySim.Experiments.Fitting;

/// <summary>What to expect of a run with more samples per problem, on the same problems: the JSON document of <c>predict</c>.</summary>
internal sealed record RunPrediction
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>True when it was simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Graded problems with a sample: the denominator.</summary>
    public required int Problems { get; init; }

    /// <summary>Samples per problem that the prediction was made from, the most of any problem.</summary>
    public required int Samples { get; init; }

    /// <summary>What to expect at k = 1, 2, 4, ... and the number asked for, with 95 % prediction intervals.</summary>
    public required IReadOnlyList<PredictedAtK> Points { get; init; }

    /// <summary>Where the vote goes with ever more samples, and what it can never get.</summary>
    public required PredictedLimits Limits { get; init; }

    /// <summary>What a selector other than the vote is expected to make of as many agents; null where none was asked for.</summary>
    public PredictedSelection? Selection { get; init; }

    /// <summary>What it takes to detect a difference; null where it was not asked for.</summary>
    public required DetectionPlan? Detect { get; init; }
}
