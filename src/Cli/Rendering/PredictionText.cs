using HeavySim.Experiments.Fitting;
using HeavySim.Statistics;
using HeavySim.Statistics.Scaling;

namespace HeavySim.Cli.Rendering;

/// <summary>A prediction for people.</summary>
internal static class PredictionText
{
    /// <summary>An interval wider than this says little more than that nothing is known: a figure in its midst would mislead.</summary>
    private const double TooWide = 0.3;

    public static void Write(IAnsiConsole console, RunPrediction prediction)
    {
        var writer = console.Profile.Out.Writer;
        var simulated = prediction.Simulated ? " (simulated)" : "";
        writer.WriteLine(
            $"{Terminal.Line(prediction.Run, 100)}{simulated}: the vote predicted from {prediction.Samples} samples of each of "
            + $"{Figures.Counted(prediction.Problems, "problem")}, for these problems; 95 % prediction intervals");
        console.Write(Points(prediction.Points));
        if (prediction.Selection is { } selection)
            Selection(console, selection);
        var limits = prediction.Limits;
        writer.WriteLine(
            $"the vote tends to {Figures.Percent(limits.Vote.Value)} % [{Figures.Interval(limits.Vote)}]; on "
            + $"{Figures.Percent(limits.Undecided)} % of the problems the samples do not yet tell");
        writer.WriteLine(Unsolvable(limits));
        if (limits.Coverage is { } coverage)
            writer.WriteLine(Coverage(coverage));
        if (prediction.Points[0] is { OutputTokens: null, Cost: null, MedianSeconds: null })
            writer.WriteLine("the run records no tokens, cost or times: what more agents would take is not known");
        else
            console.Write(Expenses(prediction.Points));
        if (prediction.Detect is { } plan)
            writer.WriteLine(Plan(plan));
    }

    private static string Unsolvable(PredictedLimits limits)
    {
        if (!limits.LawFits)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the law of pass@k does not hold for this run (p = {limits.LawPValue:0.00}): what no number of samples solves "
                + $"is not known");

        var (low, high) = (limits.NeverSolved.Low, limits.NeverSolved.High);
        return high - low > TooWide
            ? $"no number of samples solves {Figures.Interval(low, high)} % of problems like these: too few samples to tell"
            : $"no number of samples solves {Figures.Percent(limits.NeverSolved.Value)} % of problems like these "
                + $"[{Figures.Interval(low, high)}]";
    }

    private static string Coverage(PowerLaw law) => string.Create(
        CultureInfo.InvariantCulture,
        $"recorded pass@k {(law.Fits ? "follows" : "does not follow")} exp({law.A.Value:0.000} k^{law.B.Value:0.000}) (exponent "
        + $"[{law.B.Low:0.000} – {law.B.High:0.000}]), off by at most {100 * law.WorstResidual:0.0} points");

    private static Table Points(IReadOnlyList<PredictedAtK> points)
    {
        var table = ConsoleTables.Of("agents k", "maj@k %", "95 %", "pass@k %", "95 %");
        foreach (var point in points)
        {
            table.AddCells(
                Figures.Count(point.K),
                Figures.Percent(point.Majority.Value),
                Figures.Interval(point.Majority),
                Figures.Percent(point.Pass.Value),
                Figures.Interval(point.Pass));
        }

        return table;
    }

    private static void Selection(IAnsiConsole console, PredictedSelection selection)
    {
        var method = Terminal.Line(selection.Method, 30);
        var table = ConsoleTables.Of(
        [
            "agents k", $"{method}@k %", "95 %", .. selection.IsChecked ? (string[])["with as many checks an answer %", "95 %"] : [], "",
        ]);
        foreach (var point in selection.Points)
        {
            table.AddCells(
            [
                Figures.Count(point.K),
                Figures.Percent(point.Accuracy.Value),
                Figures.Interval(point.Accuracy),
                .. selection.IsChecked
                    ? point.SameChecks is { } same ? (string[])[Figures.Percent(same.Value), Figures.Interval(same)] : ["", ""]
                    : [],
                point.IsRecorded ? "recorded" : "predicted",
            ]);
        }

        console.Write(table);
        var writer = console.Profile.Out.Writer;
        writer.WriteLine(
            $"{method} predicted from {selection.Agents} agents at {Figures.Counted(selection.Problems, "problem")}: its log odds over the "
            + "vote go on as a line in the root of k, up to pass@k");
        if (selection.IsChecked)
            writer.WriteLine(
                "that is if checks grow with the agents; if each answer is checked as often as by these, it goes on to get "
                + $"{Figures.Percent(selection.Share)} % of what the vote leaves and some agent has right"
                + (selection.FindingTokens is { } tokens
                    ? $"; its findings took {Figures.Count((long)Math.Round(tokens))} output tokens per problem, beyond the samples below"
                    : ""));
    }

    private static Table Expenses(IReadOnlyList<PredictedAtK> points)
    {
        var table = ConsoleTables.Of(
            "agents k", "output tokens per problem", "cost per problem", "seconds, median", "seconds, 95th percentile");
        foreach (var point in points)
        {
            table.AddCells(
                Figures.Count(point.K),
                Range(point.OutputTokens, "#,0"),
                Range(point.Cost, "$0.0000"),
                Range(point.MedianSeconds, "0.0"),
                Range(point.SlowSeconds, "0.0"));
        }

        return table;
    }

    private static string Plan(DetectionPlan plan)
    {
        var problems = plan.MoreProblems == 0
            ? "the problems there are suffice"
            : $"{Figures.Count(plan.ProblemsNeeded)} problems are needed, {Figures.Count(plan.MoreProblems)} more";
        var samples = plan switch
        {
            { MoreSamples: 0 } => "so do the samples",
            { SamplesNeeded: { } needed, MoreSamples: { } more } =>
                $"or {Figures.Count(needed)} samples per problem of each system, {Figures.Count(more)} more",
            _ => "no number of samples on these problems will do",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"to detect a difference of {100 * plan.Difference:0.##} points in accuracy (level .05, power .8, chances correlated "
            + $"{plan.Correlation:0.##} over problems): {problems}; {samples}. What there is shows differences from "
            + $"{100 * plan.Detectable:0.0} points on.");
    }

    private static string Range(Estimate? figure, string format) =>
        figure is not { Value: { } value, Low: { } low, High: { } high } ? Figures.Unknown
        : low == high ? value.ToString(format, CultureInfo.InvariantCulture)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{value.ToString(format, CultureInfo.InvariantCulture)} [{low.ToString(format, CultureInfo.InvariantCulture)} – "
            + $"{high.ToString(format, CultureInfo.InvariantCulture)}]");
}
