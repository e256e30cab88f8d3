using HeavySim.Mathematics;

namespace HeavySim.Statistics.Predicting;

/// <summary>
/// Where the vote goes with ever more samples: maj@k tends to the share of problems whose right answer is the model's most probable one
/// (Chen et al. 2024, arXiv:2403.02419, for the two-answer case), and not to pass@k.
/// </summary>
/// <param name="Limit">
/// The share of problems whose right answer leads the recorded samples, ties shared, with its interval over problems.
/// </param>
/// <param name="Reachable">The share of problems with a right answer anywhere in the samples: what a perfect selector would get.</param>
/// <param name="Undecided">
/// The share of problems on which the recorded lead is too thin to say which answer is the mode: the leader beats the runner-up, or the
/// best right answer and the best wrong one, with less than 95 % posterior probability. The limit may move by that much.
/// </param>
/// <param name="Problems">The denominator: graded problems with a vote or a silence.</param>
internal sealed record VoteLimit(Estimate Limit, Estimate Reachable, double Undecided, int Problems)
{
    private const double Certain = 0.95;

    /// <summary>What voting gives away in the limit: <see cref="Reachable"/> less <see cref="Limit"/>, in 0..1.</summary>
    public double SelectionLoss => Reachable.Value - Limit.Value;

    /// <summary>Analyses the samples of a problem set.</summary>
    /// <returns>The analysis, or null when no problem is graded.</returns>
    public static VoteLimit? Of(IEnumerable<AnswerCounts> problems)
    {
        var limits = new List<double>();
        var reachable = new List<double>();
        var undecided = 0;
        foreach (var problem in problems)
        {
            if (!problem.IsGraded || problem.Samples == 0)
                continue;

            var (right, wrong) = Best(problem);
            limits.Add(Leading(problem));
            reachable.Add(problem.Right > 0 ? 1 : 0);
            if (VotePosterior.Of(Math.Max(right, wrong), Math.Min(right, wrong)) < Certain)
                undecided++;
        }

        return limits.Count == 0
            ? null
            : new VoteLimit(
                Intervals.OfShares([.. limits]), Intervals.OfShares([.. reachable]), (double)undecided / limits.Count, limits.Count);
    }

    /// <summary>The share of right answers among those with the most votes.</summary>
    internal static double Leading(AnswerCounts problem)
    {
        var sum = 0.0;
        var leaders = 0;
        while (leaders < problem.Counts.Length && problem.Counts[leaders] == problem.Counts[0])
            sum += problem.RightShares[leaders++];
        return leaders == 0 ? 0 : sum / leaders;
    }

    private static (int Right, int Wrong) Best(AnswerCounts problem)
    {
        var (right, wrong) = (0, 0);
        for (var i = 0; i < problem.Counts.Length; i++)
        {
            if (problem.RightShares[i] >= 0.5)
                right = Math.Max(right, problem.Counts[i]);
            else
                wrong = Math.Max(wrong, problem.Counts[i]);
        }

        return (right, wrong);
    }
}
