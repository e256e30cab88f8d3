using HeavySim.Experiments.Comparing;
using HeavySim.Statistics;

namespace HeavySim.Cli.Rendering;

/// <summary>What <c>fit</c> learned, for people.</summary>
internal static class FitText
{
    private const int MostMembers = 12;

    public static void Write(IAnsiConsole console, FitDocument fit)
    {
        var simulated = fit.Simulated ? " (simulated)" : "";
        if (fit.File is not null)
            WriteFusion(console, fit, simulated);
        if (fit.Profile is { } profile)
            WriteProfile(console, fit.Run, profile, simulated);
    }

    private static void WriteFusion(IAnsiConsole console, FitDocument fit, string simulated)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine(
            $"{Terminal.Line(fit.Run, 100)}{simulated}: {Figures.Count(fit.Members?.Count)} members, {Figures.Count(fit.Problems)} graded "
            + $"problems, {Figures.Count(fit.Informative)} of them tell members apart; {fit.Folds} folds, seed {fit.Seed}");
        var table = new Table().Border(TableBorder.Simple).AddColumns("out of fold", "right %", "95 %", "problems");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned().NoWrap();
        Row("vote", fit.Vote);
        Row($"best member ({Terminal.Line(fit.BestMemberName ?? "none", 40)})", fit.BestMember);
        Row("logits", fit.Logit);
        Row("fusion", fit.Fusion);
        console.Write(table);
        writer.WriteLine(Gain("the vote", fit.OverVote));
        writer.WriteLine(Gain("the best member", fit.OverBestMember));
        writer.WriteLine($"no selector can beat {Figures.Percent(fit.Ceiling)} %: there the right answer is among those given");
        if (fit.Members is { } members)
        {
            var heaviest = members.Where(static m => m.Weight is not null).OrderByDescending(static m => m.Weight)
                .DistinctBy(static m => m.Name).Take(MostMembers);
            var voices = heaviest.Select(static m =>
                string.Create(CultureInfo.InvariantCulture, $"{Terminal.Line(m.Name, 40)} {m.Weight:0.00}"));
            writer.WriteLine($"heaviest voices (log odds): {string.Join(", ", voices)}");
        }

        writer.WriteLine(fit.Method switch
        {
            "logit" => $"{fit.File}: the learned logits. Use it by --select learned:{fit.File}",
            "vote" => $"{fit.File}: falls back to the vote, as nothing learned did better out of fold. Use it by --select "
            + $"learned:{fit.File}",
            _ => $"{fit.File}: falls back to the best member, as nothing else did better out of fold. Use it by --select "
                + $"learned:{fit.File}",
        });

        void Row(string name, Estimate? share) =>
            table.AddRow(
                new Text(name), new Text(Figures.Percent(share?.Value)), new Text(Figures.Interval(share?.Low, share?.High)),
                new Text(Figures.Count(fit.Problems)));
    }

    private static string Gain(string baseline, ReportedDifference? gain) => gain is null ? "" :
        $"fusion over {baseline}: {Figures.Points(gain.Value)} points [{Figures.Points(gain.Low)} – {Figures.Points(gain.High)}], p "
        + $"{Figures.PValue(gain.PValue)} ({gain.Test})";

    private static void WriteProfile(IAnsiConsole console, string run, FitDocument.Fitted profile, string simulated)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine(
            $"profile {profile.Name}, fitted to {Figures.Counted(profile.Samples, "sample")} of "
            + $"{Figures.Counted(profile.Problems, "problem")} "
            + $"of {Terminal.Line(run, 100)}{simulated}");
        var table = new Table().Border(TableBorder.Simple).AddColumns("metric", "recorded %", "profile %");
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        foreach (var claim in profile.Claims)
            table.AddRow(claim.Metric, Figures.Percent(claim.Recorded), Figures.Percent(claim.Obtained));
        console.Write(table);
        if (!profile.DifficultyTrusted)
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the law of difficulty does not hold for this run (p = {profile.FitPValue:0.00}): take what the profile gives with care"));
        if (profile.Defaults.Count > 0)
            writer.WriteLine($"the run says nothing of {string.Join(", ", profile.Defaults)}: these stay at the defaults");
        writer.WriteLine($"{profile.File}: a fit, not a prediction. Use it by --endpoint sim:{profile.File}");
    }
}
