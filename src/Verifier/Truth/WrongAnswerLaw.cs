using MathNet.Numerics;

namespace HeavySim.Verifier.Truth;

/// <summary>
/// How the wrong answers of a problem coincide: an Ewens partition (Ewens 1972) where the question is open, and its symmetric finite form
/// where there are choices. Its concentration α differs from problem to problem, log-normally: a small one is a problem with one wrong
/// answer that everybody falls for.
/// </summary>
/// <param name="Mean">The mean of log α.</param>
/// <param name="Spread">The standard deviation of log α.</param>
internal sealed record WrongAnswerLaw(double Mean, double Spread)
{
    // The prior counts as so many problems with log α of mean .3 and standard deviation .7. Assumed.
    private const double PriorProblems = 8;
    private const double PriorMean = .3;
    private const double PriorSpread = .7;
    private const double LeastSpread = .2;

    // Most problems have no more wrong answers.
    private const int Tabled = 65;

    private static readonly double[] Grid = [.. Enumerable.Range(-5, 19).Select(static i => i * .5)];
    private static readonly double[] Risings =
        [.. Grid.SelectMany(static g => Enumerable.Range(0, Tabled).Select(n => PolyaLaw.LogRising(Math.Exp(g), n)))];

    /// <summary>The law before anything is learned.</summary>
    public static WrongAnswerLaw Prior { get; } = new(PriorMean, PriorSpread);

    /// <summary>How many concentrations are weighed.</summary>
    public static int Points => Grid.Length;

    /// <summary>The logarithms of the weights of the concentrations; exponentials sum to 1.</summary>
    public double[] LogWeights()
    {
        var weights = Softmax.Of([.. Grid.Select(g => -.5 * Math.Pow((g - Mean) / Spread, 2))]);
        return [.. weights.Select(static w => Math.Log(Math.Max(w, 1e-300)))];
    }

    /// <summary>The log-probability that the wrong answers coincide as they do, by concentration.</summary>
    /// <param name="choices">How many answers there are to choose from, 2 or more; 0 for an open question.</param>
    /// <param name="votes">The votes of all answers.</param>
    /// <param name="right">The votes of the right one, 0 where none of them is right.</param>
    public static double[] LogLikelihoods(int choices, ReadOnlySpan<int> votes, int right)
    {
        var (all, options) = (0, choices - 1);
        foreach (var size in votes)
            all += size;
        var blocks = votes.Length - (right == 0 ? 0 : 1);
        // Which of the options the blocks are is not asked: only that they are different ones.
        var ways = options > 0 ? LogFalling(Math.Max(options, blocks), blocks) : 0;
        var result = new double[Points];
        for (var h = 0; h < Points; h++)
        {
            var concentration = Math.Exp(Grid[h]);
            var (sum, last, block) = (0.0, 0, 0.0);
            foreach (var size in votes)
            {
                // Equal ones stand together.
                if (size != last)
                    (last, block) = (size, Block(choices, Grid[h], concentration, size));
                sum += block;
            }

            result[h] = sum - (right == 0 ? 0 : Block(choices, Grid[h], concentration, right)) - LogRising(h, all - right) + ways;
        }

        return result;
    }

    /// <summary>The law that explains best what was seen.</summary>
    /// <param name="weights">How likely each concentration is, summed over the problems.</param>
    public static WrongAnswerLaw Learn(double[] weights)
    {
        var count = weights.Sum() + PriorProblems;
        var mean = (weights.Zip(Grid, static (w, g) => w * g).Sum() + (PriorProblems * PriorMean)) / count;
        var squares = weights.Zip(Grid, (w, g) => w * (g - mean) * (g - mean)).Sum() + (PriorProblems * PriorSpread * PriorSpread);
        return new WrongAnswerLaw(mean, Math.Max(LeastSpread, Math.Sqrt(squares / count)));
    }

    /// <summary>As <see cref="PolyaLaw.LogRising"/>, by the place of the concentration.</summary>
    private static double LogRising(int place, int n) =>
        n < Tabled ? Risings[(place * Tabled) + n] : PolyaLaw.LogRising(Math.Exp(Grid[place]), n);

    private static double Block(int choices, double logConcentration, double concentration, int size) => choices == 0
        ? logConcentration + SpecialFunctions.FactorialLn(size - 1)
        : PolyaLaw.LogRising(concentration / (choices - 1), size);

    private static double LogFalling(int options, int blocks)
    {
        var sum = 0.0;
        for (var i = 0; i < blocks; i++)
            sum += Math.Log(options - i);
        return sum;
    }
}
