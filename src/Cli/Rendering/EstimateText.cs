using HeavySim.Ensembles.Runs;

namespace HeavySim.Cli.Rendering;

/// <summary>An estimate for people.</summary>
internal static class EstimateText
{
    public static void Write(IAnsiConsole console, RunEstimate estimate)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine(
            $"dry run: {Figures.Counted(estimate.Problems, "problem")}, {Figures.Counted(estimate.Agents, "agent")}; nothing was asked");
        writer.WriteLine(
            $"about {Count(estimate.Calls)} calls, {Count(estimate.InputTokens)} tokens in, {Count(estimate.OutputTokens)} out, cost "
            + $"{Figures.Dollars((decimal?)estimate.Cost)}, "
            + (estimate.ElapsedSeconds is { } seconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : $"time {Figures.Unknown}"));
        foreach (var assumption in estimate.Assumptions)
            writer.WriteLine($"- {Terminal.Line(assumption, 200)}");
    }

    private static string Count(double? count) => Figures.Count(count is { } known ? (long)Math.Round(known) : null);
}
