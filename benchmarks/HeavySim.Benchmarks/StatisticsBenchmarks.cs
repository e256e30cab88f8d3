using BenchmarkDotNet.Attributes;
using HeavySim.Statistics;

namespace HeavySim.Benchmarks;

/// <summary>The exact curve of one problem, and of a whole set on one core.</summary>
[MemoryDiagnoser]
public class StatisticsBenchmarks
{
    private static readonly double[] Weights = [12, 9, 4, 3, 2, 1, 1];

    private readonly double[] _curve = new double[1000];
    private readonly AnswerCounts _of32 = Draw(1, 32);
    private readonly AnswerCounts _of100 = Draw(2, 100);
    private readonly AnswerCounts _of1000 = Draw(3, 1000);
    private readonly AnswerCounts[] _set = [.. Enumerable.Range(0, 10_000).Select(i => Draw(i, 64))];

    [Benchmark]
    public void MajorityCurveOf32Samples() => MajorityVote.Accuracy(_of32, _curve.AsSpan(0, 32));

    [Benchmark]
    public void MajorityCurveOf100Samples() => MajorityVote.Accuracy(_of100, _curve.AsSpan(0, 100));

    [Benchmark]
    public void MajorityCurveOf1000Samples() => MajorityVote.Accuracy(_of1000, _curve);

    [Benchmark]
    public int AccuracyCurveOf10000Problems() => AccuracyCurve.Of(_set).Points.Count;

    /// <summary>A problem whose right answer leads, with an attractor, a tail, and a silent share.</summary>
    internal static AnswerCounts Draw(long seed, int samples)
    {
        var random = RandomKey.Of(seed).With("benchmark").Open();
        var drawn = new (string?, Grade)[samples];
        foreach (ref var sample in drawn.AsSpan())
        {
            var answer = 0;
            for (var mark = random.NextDouble() * 32; mark >= Weights[answer]; answer++)
                mark -= Weights[answer];
            sample = answer switch
            {
                0 => ("right", Grade.Correct),
                5 => (null, Grade.Abstained),
                6 => ($"rare {random.NextInt(20)}", Grade.Incorrect),
                _ => ($"wrong {answer}", Grade.Incorrect),
            };
        }

        return AnswerCounts.Of(drawn);
    }
}
