using HeavySim.Experiments.Reports;

namespace HeavySim.Cli.Rendering;

/// <summary>How sure the models of a run were of their tokens, for people.</summary>
internal static class TokenText
{
    public static void Write(IAnsiConsole console, ReportedTokens tokens)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("token confidence", "samples", "mean", "tail", "lowest group", "bottom 10 %");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned().NoWrap();
        Add("right", tokens.RightSamples, tokens.Right);
        Add("wrong", tokens.WrongSamples, tokens.Wrong);
        if (table.Rows.Count > 0)
            console.Write(table);
        else if (tokens.Measured > 0)
            console.Profile.Out.Writer.WriteLine($"token confidence of {Figures.Counted(tokens.Measured, "sample")} measured");
        if (tokens.Cut == 0)
            return;

        console.Profile.Out.Writer.WriteLine(
            $"{Figures.Counted(tokens.Cut, "attempt")} cut after {Figures.Count(tokens.CutTokens / tokens.Cut)} tokens on average; about "
            + $"{Figures.Count((long?)tokens.SavedTokens)} tokens saved, {Figures.Percent(tokens.SavedShare)} % of all (estimated from the "
            + "whole attempts)");

        void Add(string which, long samples, TokenConfidence? means)
        {
            if (means is not null)
                table.AddRow(
                    which, Figures.Count(samples), Nats(means.Mean), Nats(means.Tail), Nats(means.Lowest), Nats(means.Bottom));
        }
    }

    private static string Nats(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
