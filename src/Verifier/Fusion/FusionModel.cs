namespace HeavySim.Verifier;

/// <summary>
/// A learned fusion: pure data, written to a file by <see cref="FusionFile"/> and applied by <see cref="LearnedSelector"/>.
/// </summary>
internal sealed record FusionModel
{
    /// <summary>What it does: the logits, or the baseline that did better out of fold.</summary>
    public required FusionMethod Method { get; init; }

    /// <summary>The best member by name, or null when nobody answered anything.</summary>
    public required string? BestMember { get; init; }

    /// <summary>The panel it was learned on.</summary>
    public required IReadOnlyList<FusionMember> Members { get; init; }

    /// <summary>The logits whose probabilities are averaged; kept also where the method is a baseline, for comparison.</summary>
    public required IReadOnlyList<FusionLogit> Logits { get; init; }

    /// <summary>Turns the winner's probability into a confidence.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>How it did out of fold.</summary>
    public required FusionReport Report { get; init; }

    /// <summary>The probability of every answer of a problem, in their order; they sum to 1. Empty when there is no answer.</summary>
    public IReadOnlyList<double> Probabilities(FusionProblem problem) => problem.Answers.Count == 0 ? [] : Method switch
    {
        FusionMethod.Vote => Baselines.Vote(problem),
        FusionMethod.BestMember => Baselines.Member(problem, BestMember),
        _ => LogitProbabilities(problem),
    };

    /// <summary>What a lone vote of a member scores, in log odds averaged over the logits; null for a member not in the panel.</summary>
    public double? WeightOf(string member) =>
        Logits.Count > 0 && Logits[0].Members.ContainsKey(member) ? Logits.Average(l => Marginal(l, member)) : null;

    private double[] LogitProbabilities(FusionProblem problem) => Average(Logits.Select(Restore)
        .Select(l => ConditionalLogit.Probabilities(l.Space.Rows(problem), l.Weights)));

    /// <summary>Averages distributions over the same answers.</summary>
    internal static double[] Average(IEnumerable<double[]> distributions)
    {
        double[]? sum = null;
        var count = 0;
        foreach (var distribution in distributions)
        {
            sum ??= new double[distribution.Length];
            for (var a = 0; a < sum.Length; a++)
                sum[a] += distribution[a];
            count++;
        }

        return [.. (sum ?? []).Select(x => x / count)];
    }

    private (FeatureSpace Space, double[] Weights) Restore(FusionLogit logit)
    {
        var space = new FeatureSpace(Members, [.. logit.Shared.Keys]);
        return (space, [.. logit.Shared.Values, .. Members.Select(m => logit.Members.GetValueOrDefault(m.Name))]);
    }

    private double Marginal(FusionLogit logit, string member)
    {
        var (space, weights) = Restore(logit);
        return space.Rows(new FusionProblem { Id = "", Answers = [new FusionAnswer { Key = "", Members = [member] }] })[0].Dot(weights);
    }
}
