namespace HeavySim.Simulation;

/// <summary>
/// The ratings, 1..10, that a judge gives two answers side by side. Each is a score of <see cref="JudgeLaw"/> whose call effect has two
/// parts: the call's severity, which both answers share and which so cancels in the margin, and what is left, each answer's own.
/// </summary>
internal sealed class RatingLaw(CheckerAbility checker)
{
    private const string Method = "rate";
    private const double Middle = 5.5;
    private readonly JudgeLaw _judge = JudgeLaw.Of(checker);
    private readonly double _severity = Math.Sqrt(CallShare(checker) * checker.SeverityShare);
    private readonly double _own = Math.Sqrt(CallShare(checker) * (1 - checker.SeverityShare));

    /// <summary>A rating.</summary>
    /// <param name="problem">The problem's key.</param>
    /// <param name="quoted">What is rated.</param>
    /// <param name="isAttractor">Whether it is the wrong answer that most attempts fall for.</param>
    /// <param name="isFirst">Whether it stands first.</param>
    /// <param name="request">The seed of the call.</param>
    public int Rate(RandomKey problem, QuotedAnswer quoted, bool isAttractor, bool isFirst, long request)
    {
        var answer = problem.With(Method).With(quoted.Key);
        var score = _judge.Standing(problem, answer, quoted.IsRight, isAttractor)
            + (isFirst ? checker.PlaceBias : 0)
            + (_severity * problem.With(Method).With(request).Open().NextNormal())
            + (_own * answer.With(request).Open().NextNormal());
        return (int)Math.Clamp(Math.Round(Middle + (checker.RatingSpread * score)), 1, 10);
    }

    private static double CallShare(CheckerAbility checker) => Math.Max(0, 1 - checker.ProblemShare - checker.AnswerShare);
}
