using MathNet.Numerics.Distributions;

namespace HeavySim.Experiments.Fitting;

/// <summary>
/// What is said when wrong: an attractor draws a share w ~ Beta(<paramref name="AttractorAlpha"/>, <paramref name="AttractorBeta"/>) of a
/// problem's wrong answers, the rest is spread over further classes by Zipf's law.
/// </summary>
/// <remarks>
/// By the method of moments, on a grid: the probability that two, and that three, wrong answers to a problem agree, and how many distinct
/// ones a few samples hold. Each has an unbiased estimate from the counts, and under the law a value that follows from its four numbers.
/// </remarks>
/// <param name="AttractorAlpha">First parameter of the attractor's share.</param>
/// <param name="AttractorBeta">Second parameter of the attractor's share.</param>
/// <param name="ZipfExponent">Exponent of the rest.</param>
/// <param name="Classes">Different wrong answers per problem.</param>
internal sealed record WrongAnswerFit(double AttractorAlpha, double AttractorBeta, double ZipfExponent, int Classes)
{
    private const int Quantiles = 16;
    private const int MostDistinctDraws = 16;
    private static readonly double[] Means = [.05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95];
    private static readonly double[] Sizes = [.5, 1, 2, 4, 8, 16];
    private static readonly double[] Exponents = [0, .5, 1, 1.5, 2, 3];
    private static readonly int[] ClassCounts = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

    internal static WrongAnswerFit? Of(IReadOnlyList<AnswerCounts> problems)
    {
        var wrong = problems.Select(Split.Of).Where(static s => s.Samples >= 2).ToList();
        if (wrong.Count == 0)
            return null;

        var draws = Math.Clamp(wrong.Select(static s => s.Samples).Order().ElementAt(wrong.Count / 2), 2, MostDistinctDraws);
        var pairs = Mean(wrong, 2, static c => Agree(c, 2));
        var triples = Mean(wrong, 3, static c => Agree(c, 3));
        var distinct = Mean(wrong, draws, c => Distinct(c, draws));
        WrongAnswerFit? best = null;
        var least = double.MaxValue;
        foreach (var mean in Means)
        {
            foreach (var size in Sizes)
            {
                var (a, b) = (mean * size, (1 - mean) * size);
                var shares = Enumerable.Range(0, Quantiles).Select(q => Beta.InvCDF(a, b, (q + .5) / Quantiles)).ToArray();
                foreach (var exponent in Exponents)
                {
                    foreach (var classes in ClassCounts)
                    {
                        var rest = Zipf(exponent, classes - 1);
                        var misses = Square(pairs, Agreement(a, b, rest, 2))
                            + Square(triples, Agreement(a, b, rest, 3))
                            + (Square(distinct, Expected(shares, rest, draws)) / (draws * draws));
                        if (misses >= least)
                            continue;

                        least = misses;
                        best = new WrongAnswerFit(a, b, exponent, classes);
                    }
                }
            }
        }

        return best;
    }

    /// <summary>The weighted mean over problems with enough wrong samples; null when there is none.</summary>
    private static double? Mean(List<Split> problems, int least, Func<int[], double> statistic)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var problem in problems.Where(p => p.Samples >= least))
        {
            sum += problem.Weight * statistic(problem.Counts);
            weight += problem.Weight;
        }

        return weight > 0 ? sum / weight : null;
    }

    /// <summary>P(so many of a problem's wrong samples, drawn without replacement, agree).</summary>
    private static double Agree(int[] counts, int drawn)
    {
        var total = counts.Sum();
        return counts.Sum(c => Falling(c, drawn)) / Falling(total, drawn);
    }

    private static double Falling(int n, int k) => k == 2 ? (double)n * (n - 1) : (double)n * (n - 1) * (n - 2);

    /// <summary>Expected distinct answers among some of a problem's wrong samples, drawn without replacement.</summary>
    private static double Distinct(int[] counts, int drawn)
    {
        var total = counts.Sum();
        var curve = new double[drawn];
        var sum = 0.0;
        foreach (var count in counts)
        {
            PassRates.Any(total, count, curve);
            sum += curve[^1];
        }

        return sum;
    }

    /// <summary>E[w^p] + E[(1-w)^p]·Σ z^p.</summary>
    private static double Agreement(double a, double b, double[] rest, int power) =>
        Moment(a, a + b, power) + (Moment(b, a + b, power) * rest.Sum(z => Math.Pow(z, power)));

    private static double Moment(double part, double whole, int power)
    {
        var moment = 1.0;
        for (var i = 0; i < power; i++)
            moment *= (part + i) / (whole + i);
        return moment;
    }

    private static double Expected(double[] shares, double[] rest, int drawn) => shares.Average(w =>
        1 - Math.Pow(1 - w, drawn) + rest.Sum(z => 1 - Math.Pow(1 - ((1 - w) * z), drawn)));

    private static double[] Zipf(double exponent, int classes)
    {
        var weights = Enumerable.Range(1, classes).Select(r => Math.Pow(r, -exponent)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    private static double Square(double? observed, double expected) => observed is { } value ? (value - expected) * (value - expected) : 0;

    /// <summary>The wrong answers of one problem.</summary>
    /// <param name="Counts">Samples per wrong answer.</param>
    /// <param name="Samples">All wrong samples.</param>
    /// <param name="Weight">
    /// How much the problem is to say: as its samples, and most where right and wrong answers contend. Where nothing is ever right it does
    /// not matter to any vote how the wrong answers scatter, and they scatter most.
    /// </param>
    private sealed record Split(int[] Counts, int Samples, double Weight)
    {
        private const double LeastContest = .01;

        public static Split Of(AnswerCounts problem)
        {
            var wrong = new List<int>();
            for (var i = 0; i < problem.Counts.Length; i++)
            {
                if (problem.RightShares[i] < .5)
                    wrong.Add(problem.Counts[i]);
            }

            var right = problem.Samples == 0 ? 0 : (double)problem.Right / problem.Samples;
            return new Split([.. wrong], wrong.Sum(), (wrong.Sum() - 1) * (LeastContest + (right * (1 - right))));
        }
    }
}
