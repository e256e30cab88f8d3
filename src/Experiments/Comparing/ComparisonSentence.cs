using System.Globalization;

namespace HeavySim.Experiments;

/// <summary>Says what a comparison shows, and not more: no difference found is not equality, and a p-value is not an effect.</summary>
internal static class ComparisonSentence
{
    private const double Level = .05;

    public static string Of(RunComparison comparison)
    {
        var chosen = comparison.Selected;
        var difference = chosen.Difference;
        var interval = string.Create(CultureInfo.InvariantCulture, $"95 % interval {Points(difference.Low)} to {Points(difference.High)}, exact p {Chance(chosen.ExactPValue)}");
        var who = difference.Value >= 0 ? (Better: comparison.First, Worse: comparison.Second) : (Better: comparison.Second, Worse: comparison.First);
        var verdict = difference.Problems < 2 ? "One problem tells nothing about others."
            : chosen.ExactPValue < Level
                ? $"On these {difference.Problems} problems {who.Better} is right more often than {who.Worse}, by {Points(Math.Abs(difference.Value))} points ({interval}, first less second); chance alone would seldom do that. Other kinds of problems may behave otherwise."
                : $"These {difference.Problems} problems do not tell {comparison.First} and {comparison.Second} apart (difference {Points(difference.Value)} points, {interval}). That does not make them equal{Missed(comparison)}.";
        var tokens = Tokens(comparison);
        var simulated = comparison.Simulated ? " Simulated figures are about the simulated model." : "";
        return verdict + tokens + simulated;
    }

    private static string Missed(RunComparison comparison) => comparison.Detectable is { } detectable
        ? $": a true difference under about {Points(detectable)} points would often be missed by so few problems"
        : "";

    private static string Tokens(RunComparison comparison)
    {
        if (comparison.EqualTokens is not [.., var last])
            return "";

        var better = last.Majority.Value >= 0 ? comparison.First : comparison.Second;
        return last.Majority.PValue < Level
            ? string.Create(CultureInfo.InvariantCulture, $" At equal expense ({last.Tokens:#,0} output tokens per problem) the vote of {better} is ahead by {Points(Math.Abs(last.Majority.Value))} points.")
            : string.Create(CultureInfo.InvariantCulture, $" At equal expense ({last.Tokens:#,0} output tokens per problem) their votes are not told apart ({Points(last.Majority.Value)} points, {Points(last.Majority.Low)} to {Points(last.Majority.High)}).");
    }

    private static string Points(double difference) => (100 * difference).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Chance(double p) => p < .0001 ? "below 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);
}
