using HeavySim.Mathematics;

namespace HeavySim.Simulation;

/// <summary>
/// The score a judge gives an answer: normal with variance 1, split between problem, answer and call. Above 0 it says "correct"; the mean
/// is the normal quantile of the true-positive rate for right answers and of the false-positive rate for wrong ones (probit).
/// </summary>
internal sealed class JudgeLaw(double truePositive, double falsePositive, double problemShare, double answerShare, double attractorBias)
{
    private readonly double _right = Normal.Quantile(truePositive);
    private readonly double _wrong = Normal.Quantile(falsePositive);
    private readonly double _problem = Math.Sqrt(problemShare);
    private readonly double _answer = Math.Sqrt(answerShare);
    private readonly double _call = Math.Sqrt(Math.Max(0, 1 - problemShare - answerShare));

    public static JudgeLaw Of(CheckerAbility checker) =>
        new(checker.TruePositive, checker.FalsePositive, checker.ProblemShare, checker.AnswerShare, checker.AttractorBias);

    /// <summary>Values partial solutions: no one answer attracts, and states of one problem share its effect.</summary>
    public static JudgeLaw Of(Searching searching, CheckerAbility checker) =>
        new(searching.TruePositive, searching.FalsePositive, checker.ProblemShare, checker.AnswerShare, 0);

    /// <summary>How far a right answer stands above an ordinary wrong one: d'.</summary>
    public double Gap => _right - _wrong;

    /// <param name="problem">The problem's key.</param>
    /// <param name="method">Each way of checking looks at an answer from another side: it has its own answer effect.</param>
    /// <param name="answerKey">What is judged.</param>
    /// <param name="isRight">Whether it is right.</param>
    /// <param name="isAttractor">Whether it is the wrong answer that most attempts fall for.</param>
    /// <param name="request">The seed of the call.</param>
    public double Score(RandomKey problem, string method, string answerKey, bool isRight, bool isAttractor, long request)
    {
        var answer = problem.With(method).With(answerKey);
        return Standing(problem, answer, isRight, isAttractor) + (_call * answer.With(request).Open().NextNormal());
    }

    /// <summary>What every call of one way of checking has in common: the mean, the problem's effect and the answer's.</summary>
    /// <param name="problem">The problem's key.</param>
    /// <param name="answer">The key of the answer in this way of checking.</param>
    /// <param name="isRight">Whether it is right.</param>
    /// <param name="isAttractor">Whether it is the wrong answer that most attempts fall for.</param>
    public double Standing(RandomKey problem, RandomKey answer, bool isRight, bool isAttractor) =>
        (isRight ? _right : _wrong + (isAttractor ? attractorBias : 0))
            + (_problem * problem.With("judging").Open().NextNormal())
            + (_answer * answer.Open().NextNormal());

    /// <summary>How sure a score sounds: 0.5 at 0, up to 1.</summary>
    public static double Confidence(double score) => LogOdds.ToProbability(1.7 * Math.Abs(score));
}
