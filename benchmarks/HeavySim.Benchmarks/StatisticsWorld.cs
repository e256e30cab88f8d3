using HeavySim.Statistics;
using HeavySim.Statistics.Predicting;

namespace HeavySim.Benchmarks;

/// <summary>A simulated world with known truth: difficulty from a Beta with an atom, wrong answers from a fixed long tail.</summary>
internal static class StatisticsWorld
{
    public static readonly ZeroInflatedBeta Difficulty = new(0.1, 0.5, 0.7);

    private static readonly double[] WrongTail = [0.45, 0.2, 0.12, 0.08, 0.05, 0.04, 0.03, 0.03];

    /// <summary>The chance that one sample of a new problem is right.</summary>
    public static double Chance(ref RandomStream random) =>
        random.NextDouble() < Difficulty.ZeroShare ? 0 : Draws.Beta(ref random, Difficulty.Alpha, Difficulty.Beta);

    /// <summary>A problem of that difficulty with so many samples.</summary>
    public static AnswerCounts Problem(double chance, int samples, ref RandomStream random) =>
        SplitProblem(chance, 0, samples, ref random).All;

    /// <summary>A problem of that difficulty as it looks after its first samples and after all of them.</summary>
    public static (AnswerCounts First, AnswerCounts All) SplitProblem(double chance, int first, int samples, ref RandomStream random)
    {
        var counts = new int[WrongTail.Length + 1];
        var early = new int[counts.Length];
        for (var i = 0; i < samples; i++)
        {
            if (i == first)
                counts.CopyTo(early, 0);
            counts[random.NextDouble() < chance ? 0 : 1 + Draws.Index(ref random, WrongTail, 1)]++;
        }

        return (ToProblem(early), ToProblem(counts));
    }

    private static AnswerCounts ToProblem(int[] counts)
    {
        var seen = counts.Select((count, answer) => (count, answer)).Where(static c => c.count > 0).ToList();
        return new AnswerCounts([.. seen.Select(static c => c.count)], [.. seen.Select(static c => c.answer == 0 ? 1.0 : 0)]);
    }
}
