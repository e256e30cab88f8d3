namespace HeavySim.Statistics;

/// <summary>The exact curve of one problem: element k-1 of each list is the value with k samples.</summary>
/// <param name="Majority">maj@k, in 0..1.</param>
/// <param name="Pass">pass@k, in 0..1.</param>
public sealed record ProblemCurve(IReadOnlyList<double> Majority, IReadOnlyList<double> Pass)
{
    /// <summary>How many samples the problem has.</summary>
    public int Samples => Majority.Count;

    /// <summary>Computes the curve of a problem.</summary>
    /// <param name="problem">Its samples.</param>
    /// <param name="limit">The largest k wanted.</param>
    public static ProblemCurve Of(AnswerCounts problem, int limit = int.MaxValue)
    {
        var majority = new double[Math.Min(problem.Samples, limit)];
        var pass = new double[majority.Length];
        MajorityVote.Accuracy(problem, majority);
        PassRates.Any(problem.Samples, problem.Right, pass);
        return new ProblemCurve(majority, pass);
    }
}
