using System.Globalization;
using HeavySim.Statistics;
using HeavySim.Statistics.Comparing;
using HeavySim.Statistics.Predicting;
using HeavySim.Statistics.Scaling;

namespace HeavySim.Benchmarks;

/// <summary>
/// How often each 95 % interval holds the truth, and how often each test cries wolf at 5 %, in simulated worlds where the truth is known.
/// Prints a Markdown table; the numbers in docs/statistics.md come from here.
/// </summary>
public static class StatisticsCoverage
{
    private const int Samples = 16;

    /// <summary>Runs every experiment.</summary>
    /// <param name="output">Where the table goes.</param>
    /// <param name="repetitions">Simulated runs per line of the table; slow lines use fewer.</param>
    /// <param name="only">A part of the names of the lines wanted; empty for all.</param>
    public static int Run(TextWriter output, int repetitions = 2000, string only = "")
    {
        void Line(TextWriter to, string name, int count, Func<RandomStream, bool> happens)
        {
            if (name.Contains(only, StringComparison.Ordinal))
                Count(to, name, count, happens);
        }

        output.WriteLine("| interval, nominal 95 % | covers | runs |");
        output.WriteLine("|---|---|---|");
        foreach (var problems in (int[])[30, 100, 500])
        {
            Line(output, $"pass@1 over {problems} problems", repetitions, random => MeanCovers(problems, 1, ref random));
            Line(output, $"pass@8 over {problems} problems", repetitions, random => MeanCovers(problems, 8, ref random));
        }

        var vote = ExpectedVote();
        Line(output, "maj@8 over 100 problems", repetitions, random => VoteCovers(100, vote, ref random));
        foreach (var chance in (double[])[0.5, 0.9, 0.98])
            Line(output, string.Create(CultureInfo.InvariantCulture, $"Wilson, 30 binary problems at {chance}"), repetitions, random =>
                WilsonCovers(chance, ref random));
        Line(output, "cluster-robust, 30 families of 6", repetitions, random => ClustersCover(robust: true, ref random));
        Line(output, "the same families taken for independent problems", repetitions, random => ClustersCover(robust: false, ref random));
        Line(output, "exponent alpha of the pass law, 300 problems", repetitions / 20, random => LawCovers(ref random));
        Line(output, "prediction of maj@32 from 8, 200 problems", repetitions / 10, random => PredictionCovers(majority: true, ref random));
        Line(output, "prediction of pass@32 from 8, 200 problems", repetitions / 10, random =>
            PredictionCovers(majority: false, ref random));

        output.WriteLine();
        output.WriteLine("| test, nominal level 5 % | rejects a true null | runs |");
        output.WriteLine("|---|---|---|");
        Line(output, "sign flip, 10 problems x 16 samples", repetitions, random => Pair(10, ref random).PValue < 0.05);
        Line(output, "sign flip, 60 problems x 16 samples", repetitions, random => Pair(60, ref random).PValue < 0.05);
        Line(output, "paired t interval excludes 0, 60 problems", repetitions, random => Pair(60, ref random).Difference is var d
            && (d.Low > 0 || d.High < 0));
        Line(output, "McNemar exact, 100 binary problems", repetitions, random => BinaryPair(ref random, McNemar.Exact) < 0.05);
        Line(output, "McNemar mid-p, 100 binary problems", repetitions, random => BinaryPair(ref random, McNemar.MidP) < 0.05);
        return 0;
    }

    private static void Count(TextWriter output, string name, int repetitions, Func<RandomStream, bool> happens)
    {
        var count = 0;
        for (var i = 0; i < repetitions; i++)
            count += happens(RandomKey.Of(2026).With(name).With(i).Open()) ? 1 : 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {100.0 * count / repetitions:F1} % | {repetitions} |"));
        output.Flush();
    }

    private static bool Holds(Estimate interval, double truth) => interval.Low <= truth && truth <= interval.High;

    private static AnswerCounts[] Set(int problems, int samples, ref RandomStream random)
    {
        var set = new AnswerCounts[problems];
        foreach (ref var problem in set.AsSpan())
            problem = StatisticsWorld.Problem(StatisticsWorld.Chance(ref random), samples, ref random);
        return set;
    }

    private static double[] Pass(AnswerCounts problem, int k)
    {
        var curve = new double[k];
        PassRates.Any(problem.Samples, problem.Right, curve);
        return curve;
    }

    private static bool MeanCovers(int problems, int k, ref RandomStream random) =>
        Holds(Intervals.OfShares([.. Set(problems, Samples, ref random)
            .Select(p => Pass(p, k)[k - 1])]), StatisticsWorld.Difficulty.Pass(k));

    private static double ExpectedVote()
    {
        var random = RandomKey.Of(1).With("truth").Open();
        return Set(100_000, Samples, ref random).Average(static p => MajorityVote.Accuracy(p)[7]);
    }

    private static bool VoteCovers(int problems, double truth, ref RandomStream random) =>
        Holds(Intervals.OfShares([.. Set(problems, Samples, ref random).Select(static p => MajorityVote.Accuracy(p)[7])]), truth);

    private static bool WilsonCovers(double chance, ref RandomStream random)
    {
        var right = 0;
        for (var i = 0; i < 30; i++)
            right += random.NextDouble() < chance ? 1 : 0;
        return Holds(Intervals.Wilson(right, 30), chance);
    }

    private static bool ClustersCover(bool robust, ref RandomStream random)
    {
        var values = new double[180];
        var clusters = new int[180];
        var chance = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (i % 6 == 0)
                chance = StatisticsWorld.Chance(ref random);
            values[i] = Pass(StatisticsWorld.Problem(chance, Samples, ref random), 1)[0];
            clusters[i] = i / 6;
        }

        return Holds(robust ? Intervals.OfClusters(values, clusters) : Intervals.OfMean(values), StatisticsWorld.Difficulty.Mean);
    }

    private static bool LawCovers(ref RandomStream random) =>
        Holds(
            PassLaw.Of([.. Set(300, Samples, ref random)
                .Select(static p => (p.Samples, p.Right))], RandomKey.Of((long)random.NextBits()), worlds: 60).Alpha,
            StatisticsWorld.Difficulty.Alpha);

    private static bool PredictionCovers(bool majority, ref RandomStream random)
    {
        // The run goes on to 32 samples: what is predicted is what it will measure.
        var recorded = new List<AnswerCounts>();
        var finished = new List<AnswerCounts>();
        for (var i = 0; i < 200; i++)
        {
            var chance = StatisticsWorld.Chance(ref random);
            var split = StatisticsWorld.SplitProblem(chance, 8, 32, ref random);
            recorded.Add(split.First);
            finished.Add(split.All);
        }

        var predicted = CurvePrediction.Of(recorded, 32, RandomKey.Of((long)random.NextBits()), futures: 100).Points[31];
        var measured = AccuracyCurve.Of(finished).Points[31];
        return majority ? Holds(predicted.Majority, measured.Majority.Value) : Holds(predicted.Pass, measured.Pass.Value);
    }

    private static PairedComparison Pair(int problems, ref RandomStream random)
    {
        var first = new double[problems];
        var second = new double[problems];
        for (var i = 0; i < problems; i++)
        {
            // The systems differ on every problem, and not on average: each is as often the better one.
            var (one, other) = (StatisticsWorld.Chance(ref random), StatisticsWorld.Chance(ref random));
            first[i] = Pass(StatisticsWorld.Problem(one, Samples, ref random), 1)[0];
            second[i] = Pass(StatisticsWorld.Problem((one + other) / 2, Samples, ref random), 1)[0];
            if (random.NextInt(2) == 0)
                (first[i], second[i]) = (second[i], first[i]);
        }

        return PairedComparison.Of(first, second, RandomKey.Of((long)random.NextBits()));
    }

    private static double BinaryPair(ref RandomStream random, Func<int, int, double> test)
    {
        var (onlyFirst, onlySecond) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            var chance = StatisticsWorld.Chance(ref random);
            var (first, second) = (random.NextDouble() < chance, random.NextDouble() < chance);
            onlyFirst += first && !second ? 1 : 0;
            onlySecond += second && !first ? 1 : 0;
        }

        return test(onlyFirst, onlySecond);
    }
}
