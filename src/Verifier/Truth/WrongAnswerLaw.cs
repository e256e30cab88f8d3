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

    private static readonly double[] Grid = [.. Enumerable.Range(-5, 19).Select(static i => i * .5)];

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

    /// <summary>
    /// The log-probability that the wrong answers coincide as they do, by concentration, if an answer with so many votes is right.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="right">The votes of the right answer; 0 where none is right.</param>
    public static double[] LogLikelihoods(TruthProblem problem, int right) =>
        [.. Grid.Select(g => At(problem, right, Math.Exp(g)))];

    /// <summary>The law that explains best what was seen.</summary>
    /// <param name="weights">How likely each concentration is, summed over the problems.</param>
    public static WrongAnswerLaw Learn(double[] weights)
    {
        var count = weights.Sum() + PriorProblems;
        var mean = (weights.Zip(Grid, static (w, g) => w * g).Sum() + (PriorProblems * PriorMean)) / count;
        var squares = weights.Zip(Grid, (w, g) => w * (g - mean) * (g - mean)).Sum() + (PriorProblems * PriorSpread * PriorSpread);
        return new WrongAnswerLaw(mean, Math.Max(LeastSpread, Math.Sqrt(squares / count)));
    }

    private static double At(TruthProblem problem, int right, double concentration)
    {
        var (sum, wrong, blocks, isRightSeen) = (0.0, 0, 0, right == 0);
        foreach (var answer in problem.Answers)
        {
            // One answer with so many votes is the right one.
            if (!isRightSeen && answer.Votes == right)
            {
                isRightSeen = true;
                continue;
            }

            sum += Block(answer.Votes);
            wrong += answer.Votes;
            blocks++;
        }

        var options = problem.Choices - 1;
        // Which of the options the blocks are is not asked: only that they are different ones.
        return sum - PolyaLaw.LogRising(concentration, wrong) + (options > 0 ? LogFalling(Math.Max(options, blocks), blocks) : 0);

        double Block(int size) => problem.Choices == 0
            ? Math.Log(concentration) + LogFactorial(size - 1)
            : PolyaLaw.LogRising(concentration / (problem.Choices - 1), size);
    }

    private static double LogFalling(int options, int blocks)
    {
        var sum = 0.0;
        for (var i = 0; i < blocks; i++)
            sum += Math.Log(options - i);
        return sum;
    }

    private static double LogFactorial(int n) => SpecialFunctions.FactorialLn(n);
}
