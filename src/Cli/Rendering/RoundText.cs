using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Reports;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Rendering;

/// <summary>The rounds of a run for people: a row each, and the choice beside the vote that costs as much.</summary>
internal static class RoundText
{
    private const int MostAgents = EnsembleSolver.MaximumAgents;

    public static void Write(IAnsiConsole console, ReportedRounds rounds)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine($"rounds {Terminal.Line(rounds.Plan, 100)}");
        if (rounds.Rounds.Count > 0)
            console.Write(Table(rounds));
        if (rounds.Chosen is not { } chosen)
            return;

        writer.WriteLine(
            $"after the last round {Figures.Percent(chosen.Value)} % right, for {Tokens(rounds.OutputTokens)} tokens a problem: "
            + $"{Difference(rounds.OverFirstVote)} against the vote of the first round");
        writer.WriteLine(AtEqualTokens(rounds));
    }

    private static Table Table(ReportedRounds rounds)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("round", "attempts", "one of them %", "95 %", "vote %", "any %", "tokens", "problems");
        foreach (var column in table.Columns)
            column.RightAligned().NoWrap();
        foreach (var round in rounds.Rounds)
        {
            table.AddRow(
                (round.Round + 1).ToString(CultureInfo.InvariantCulture),
                round.Attempts.ToString("0.#", CultureInfo.InvariantCulture),
                Figures.Percent(round.Right.Value),
                Figures.Interval(round.Right),
                Figures.Percent(round.Vote.Value),
                Figures.Percent(round.Any.Value),
                Tokens(round.OutputTokens),
                Figures.Count(round.Problems));
        }

        return table;
    }

    private static string AtEqualTokens(ReportedRounds rounds)
    {
        if (rounds.EqualSamples is not { } samples)
            return "no vote at equal tokens: not all tokens are on record";

        var many = samples.ToString("0.0", CultureInfo.InvariantCulture);
        return rounds.VoteAtEqualTokens is { } vote
            ? $"at equal tokens the vote of {many} first-round samples: {Figures.Percent(vote.Value)} % right "
                + $"[{Figures.Interval(vote)}]; the rounds "
                + $"{Difference(rounds.OverVoteAtEqualTokens)} against it"
            : $"no vote at equal tokens: it takes {many} first-round samples, and there are {rounds.Samples}. " + (samples <= MostAgents
                ? "Give more agents (-n), or 'heavysim compare' this run with one of more agents that only votes"
                : $"That is more than the {MostAgents} agents of a run: 'heavysim compare' this run with one of {MostAgents} that only "
                    + $"votes, and 'heavysim predict' that one for {Math.Ceiling(samples):0}");
    }

    private static string Difference(ReportedDifference? difference) => difference is { } d
        ? $"{Figures.Points(d.Value)} points [{Figures.Points(d.Low)}, {Figures.Points(d.High)}], p {Figures.PValue(d.PValue)}"
        : Figures.Unknown;

    private static string Tokens(double? tokens) => Figures.Count(tokens is { } known ? (long)Math.Round(known) : null);
}
