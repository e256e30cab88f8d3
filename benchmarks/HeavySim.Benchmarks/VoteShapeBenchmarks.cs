using BenchmarkDotNet.Attributes;
using HeavySim.Statistics;

namespace HeavySim.Benchmarks;

/// <summary>The exact curve of one problem whose answers have an awkward shape: many classes, many sizes, nobody in the lead.</summary>
[MemoryDiagnoser]
public class VoteShapeBenchmarks
{
    private AnswerCounts _problem = new([], []);
    private double[] _curve = [];

    [Params(64, 1_000, 10_000)]
    public int Samples { get; set; }

    [Params("singletons", "pairs", "one to five", "two giants", "roots", "zipf", "all sizes", "silent")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Build()
    {
        var root = (int)Math.Sqrt(Samples);
        int[] counts = Shape switch
        {
            "singletons" => [.. Enumerable.Repeat(1, Samples)],
            "pairs" => [.. Enumerable.Repeat(2, Samples / 2)],
            "one to five" => [.. Enumerable.Range(0, Samples / 3).Select(static i => 1 + (i % 5))],
            "two giants" => [Samples / 2, Samples / 2],
            "roots" => [.. Enumerable.Repeat(root, root)],
            "zipf" => [.. Enumerable.Range(1, Samples / 4).Select(i => 1 + (Samples / 8 / i))],
            "all sizes" => [.. Enumerable.Range(1, (int)Math.Sqrt(2 * Samples))],
            _ => [],
        };

        // Every other class is right, so that every size has to be followed.
        _problem = new AnswerCounts(counts, [.. counts.Select(static (_, i) => (double)(i % 2))], counts.Length == 0 ? Samples : 0);
        _curve = new double[_problem.Samples];
    }

    [Benchmark]
    public void MajorityCurve() => MajorityVote.Accuracy(_problem, _curve);
}
