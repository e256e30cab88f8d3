using System.Globalization;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Says what a comparison shows, and not more: one claim, about the choices, with its difference, interval, test and number of problems. No
/// difference found is not equality, and a difference is claimed only where test and interval agree that there is one.
/// </summary>
internal static class ComparisonSentence
{
    private const double Level = .05;

    public static string Of(RunComparison comparison) =>
        Claim(comparison) + (comparison.Simulated ? " Simulated figures are about the simulated model." : "");

    private static string Claim(RunComparison comparison)
    {
        var difference = comparison.Selected.Difference;
        var problems = Counted(difference.Problems);
        if (difference.Problems < 2)
            return "One problem tells nothing about others.";
        if (comparison.Detectable is not { } detectable)
            return Same(comparison, problems);

        var isFound = difference.PValue < Level && (difference.Low > 0 || difference.High < 0);
        var isSmall = Math.Abs(difference.Value) < detectable;
        if (isFound)
        {
            var (better, worse) = difference.Value > 0 ? (comparison.First, comparison.Second) : (comparison.Second, comparison.First);
            var (low, high) = difference.Value > 0 ? (difference.Low, difference.High) : (-difference.High, -difference.Low);
            return $"On these {problems} {better} is right more often than {worse}, by {Points(Math.Abs(difference.Value))} points (95 % "
                + $"interval {Points(low)} to {Points(high)}; {Test(difference)}){Expense(comparison)}."
                + (
                    isSmall ? $" So many problems show {Points(detectable)} points four times in five, and less than that by luck: the "
                        + $"true difference may well be smaller." : "");
        }

        return $"These {problems} do not tell {comparison.First} and {comparison.Second} apart: {Points(difference.Value)} points, first "
            + $"less second (95 % interval {Points(difference.Low)} to {Points(difference.High)}; {Test(difference)}){Expense(comparison)}."
            + (isSmall
                ? $" That does not make them equal: the difference is smaller than the {Points(detectable)} points that so many problems "
                    + "would show four times in five."
                : " That does not make them equal.");
    }

    /// <summary>No problem differs: how many may, at most? The exact 95 % limit of 0 of n, 1 - .05^(1/n).</summary>
    private static string Same(RunComparison comparison, string problems)
    {
        var difference = comparison.Selected.Difference.Value;
        return difference == 0
            ? $"{comparison.First} and {comparison.Second} are right on the same ones of these {problems}{Expense(comparison)}. On others "
                + $"like these they may still differ on up to {Points(1 - Math.Pow(Level, 1.0 / comparison.Selected.Difference.Problems))} "
                + "% (95 % limit)."
            : $"{comparison.First} and {comparison.Second} differ alike on all of these {problems}, by {Points(difference)} points, "
                + $"first less second ({Test(comparison.Selected.Difference)}){Expense(comparison)}.";
    }

    private static string Expense(RunComparison comparison) => comparison.Selected is { FirstTokens: { } first, SecondTokens: { } second }
        ? string.Create(
            CultureInfo.InvariantCulture,
            $", {comparison.First} at {first:#,0} output tokens per problem, {comparison.Second} at {second:#,0}")
        : "";

    private static string Test(ReportedDifference difference) => difference.PValue < .0001
        ? $"{difference.Test}, p below 0.0001"
        : string.Create(CultureInfo.InvariantCulture, $"{difference.Test}, p = {difference.PValue:0.0000}");

    private static string Counted(int problems) => string.Create(CultureInfo.InvariantCulture, $"{problems:#,0} problems");

    private static string Points(double difference) =>
        (100 * difference).ToString(Math.Abs(difference) < .01 ? "0.00;-0.00;0.00" : "0.0;-0.0;0.0", CultureInfo.InvariantCulture);
}
