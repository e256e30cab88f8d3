using System.Runtime.InteropServices;

namespace HeavySim.Verifier;

/// <summary>
/// How a checker did where the truth is known or estimated: counts of its definite verdicts, fractional where the truth is a probability.
/// </summary>
/// <param name="AcceptedRight">Right answers called correct.</param>
/// <param name="RejectedRight">Right answers called incorrect.</param>
/// <param name="AcceptedWrong">Wrong answers called correct.</param>
/// <param name="RejectedWrong">Wrong answers called incorrect.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CheckerRecord(double AcceptedRight, double RejectedRight, double AcceptedWrong, double RejectedWrong)
{
    // One-sided 5 %.
    private const double Significance = 1.645;

    /// <summary>
    /// What is assumed of a checker nobody has a record of, weighing as 20 verdicts: it accepts 8 of 10 right answers and 4 of 10 wrong
    /// ones.
    /// </summary>
    public static CheckerRecord StatedPrior { get; } = new(8, 2, 4, 6);

    /// <summary>Share of right answers it accepts, with half a verdict of each kind added.</summary>
    public double TruePositive => (AcceptedRight + .5) / (AcceptedRight + RejectedRight + 1);

    /// <summary>Share of wrong answers it accepts, with half a verdict of each kind added.</summary>
    public double FalsePositive => (AcceptedWrong + .5) / (AcceptedWrong + RejectedWrong + 1);

    /// <summary>
    /// True when it tells right from wrong beyond chance (one-sided 5 %). An inverted checker does not: it counts for nothing.
    /// </summary>
    public bool IsBetterThanChance
    {
        get
        {
            var (right, wrong) = (AcceptedRight + RejectedRight + 1, AcceptedWrong + RejectedWrong + 1);
            var variance = (TruePositive * (1 - TruePositive) / right) + (FalsePositive * (1 - FalsePositive) / wrong);
            return TruePositive - FalsePositive > Significance * Math.Sqrt(variance);
        }
    }

    /// <summary>log P(accepts | right) / P(accepts | wrong); 0 when no better than chance.</summary>
    public double AcceptWeight => IsBetterThanChance ? Math.Log(TruePositive / FalsePositive) : 0;

    /// <summary>log P(rejects | right) / P(rejects | wrong), negative; 0 when no better than chance.</summary>
    public double RejectWeight => IsBetterThanChance ? Math.Log((1 - TruePositive) / (1 - FalsePositive)) : 0;

    /// <summary>Both records together.</summary>
    public static CheckerRecord operator +(CheckerRecord left, CheckerRecord right) => new(
        left.AcceptedRight + right.AcceptedRight,
        left.RejectedRight + right.RejectedRight,
        left.AcceptedWrong + right.AcceptedWrong,
        left.RejectedWrong + right.RejectedWrong);

    /// <summary>One record without another that is part of it.</summary>
    public static CheckerRecord operator -(CheckerRecord left, CheckerRecord right) => left + (right * -1);

    /// <summary>The record as if seen so many times.</summary>
    public static CheckerRecord operator *(CheckerRecord record, double times) =>
        new(record.AcceptedRight * times, record.RejectedRight * times, record.AcceptedWrong * times, record.RejectedWrong * times);

    /// <summary>
    /// The record of one verdict on an answer that is right with a probability; nothing for a verdict that decides nothing.
    /// </summary>
    internal static CheckerRecord Of(Judgement judgement, double right) => judgement switch
    {
        Judgement.Correct => new(right, 0, 1 - right, 0),
        Judgement.Incorrect => new(0, right, 0, 1 - right),
        _ => default,
    };

    /// <summary>The record scaled down to weigh as so many verdicts; as it is when it weighs less.</summary>
    internal CheckerRecord CappedAt(double verdicts)
    {
        var weight = AcceptedRight + RejectedRight + AcceptedWrong + RejectedWrong;
        return weight <= verdicts ? this : this * (verdicts / weight);
    }
}
