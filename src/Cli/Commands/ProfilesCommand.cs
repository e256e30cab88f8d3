using HeavySim.Ensembles.Profiles;
using HeavySim.Simulation;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim profiles</c>: what simulated models there are, and how near they come to the figures they claim.</summary>
internal static class ProfilesCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check")
        {
            Description = "Recompute every claim and print claimed against obtained; fails when one is missed.",
        };
        var problems = new NumberOption<int>("--heavy-problems", NumberRange.AtLeast(1))
        {
            Description = "Problems for each claim that needs the whole pipeline run.",
            DefaultValueFactory = static _ => 2000,
            HelpName = "count",
        };
        var name = new Argument<string?>("profile")
        {
            Description = "One profile: printed whole, as JSON to start your own from.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = JsonOption.Create();
        var command = new Command("profiles", "Lists the simulated models that come with the program.") { name, check, problems, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = Terminal.Of(parsed);
            return parsed.GetValue(check) ? await CheckAsync(terminal, parsed.GetValue(name), parsed.GetValue(problems), cancellationToken)
                : parsed.GetValue(name) is { } one ? Print(terminal, one)
                : List(terminal);
        });
        return command;
    }

    private static int Print(Terminal terminal, string name)
    {
        terminal.Out.WriteLine(ProfileCatalog.ToJson(ProfileCatalog.Load(name)));
        return ExitCode.Done;
    }

    private static int List(Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("profile", "fit", "what it stands for");
        foreach (var profile in ProfileCatalog.Names.Select(ProfileCatalog.Load))
            table.AddRow(new Text("sim:" + profile.Name), new Text(profile.IsFit ? "yes" : ""), new Text(profile.Description));

        terminal.Results.Write(table);
        return ExitCode.Done;
    }

    private static async Task<int> CheckAsync(Terminal terminal, string? only, int problems, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("profile", "metric", "claimed %", "obtained %", "", "source");
        var missed = 0;
        foreach (var reference in only is null ? ProfileCatalog.Names : [only])
        {
            var profile = ProfileCatalog.Load(reference);
            foreach (var claimed in ProfileClaims.Check(profile))
            {
                var result = claimed.Obtained is null
                    ? claimed with { Obtained = await HeavyClaims.ObtainAsync(reference, claimed.Claim, problems, cancellationToken) }
                    : claimed;
                if (result.IsMet == false)
                    missed++;
                table.AddRow(
                    new Text(profile.Name),
                    new Text(result.Claim.Metric),
                    new Text(Figures.Percent(result.Claim.Value)),
                    new Text(Figures.Percent(result.Obtained)),
                    result.IsMet switch
                    {
                        _ when result.Claim.IsCheck && result.Obtained is { } value =>
                            new Text($"check {Figures.Points(value - result.Claim.Value)}"),
                        true => new Text("ok", new Style(Color.Green)),
                        false => new Text("MISSED", new Style(Color.Red)),
                        null => new Text("pending", new Style(Color.Yellow)),
                    },
                    new Text(result.Claim.Source));
            }
        }

        terminal.Results.Write(table);
        terminal.Out.WriteLine((missed == 0 ? "Every claim is met. A fit is not a prediction." : $"{missed} claims are missed.")
            + $" heavy@n: --mode {HeavyClaims.Mode}, n agents. rounds@plan: --rounds plan, the mean of the last round. check: points off "
            + "a figure that nothing was fitted to.");
        return missed == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
