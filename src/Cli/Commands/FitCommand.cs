using HeavySim.Ensembles.Profiles;
using HeavySim.Experiments.Fitting;
using HeavySim.Verifier;

namespace HeavySim.Cli.Commands;

/// <summary>
/// <c>heavysim fit run</c>: learns from a recorded run whom to believe (a fusion file), or what its world is like (a simulation profile).
/// </summary>
internal static class FitCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("run")
        {
            Description = "The run: several models, or an import whose sample j is member j. Default: the one begun last.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new Option<string?>("--out")
        {
            Description = "Where to keep the learned fusion, for --select learned:FILE.",
            HelpName = "file",
        };
        var profile = new Option<string?>("--profile")
        {
            Description = "Where to keep the fitted world, for --endpoint sim:FILE; the name ends in .json.",
            HelpName = "file.json",
        };
        var members = new Option<string>("--members")
        {
            Description = "Who is on the panel: all, numbers from 0 (0,3,7 or 0-8), or by accuracy top9, middle9, bottom9.",
            DefaultValueFactory = static _ => "all",
            HelpName = "members",
        };
        var folds = new NumberOption<int>("--folds", NumberRange.Of(2, 20))
        {
            Description = "Folds of the cross-validation.",
            DefaultValueFactory = static _ => 5,
            HelpName = "2..20",
        };
        var seed = new NumberOption<long>("--seed", NumberRange.Any)
        {
            Description = "The seed of the folds.",
            DefaultValueFactory = static _ => 1,
            HelpName = "number",
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var command = new Command(
            "fit",
            "Learns from a graded run: how to fuse its members' answers, cross-validated against the vote and the best member; or its "
            + "world, as a simulation profile.")
        {
            run, output, profile, members, folds, seed, store, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var fusionFile = parsed.GetValue(output);
            var profileFile = parsed.GetValue(profile);
            if (fusionFile is null && profileFile is null)
                throw new UsageException(
                    "Say what to keep: --out fusion.json for the learned fusion, --profile world.json for the fitted world.");
            if (profileFile?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == false)
                throw new UsageException($"A profile is found by its name's ending: call it {profileFile}.json.");

            var choice = BadUsage.Of(() => PanelChoice.Parse(parsed.GetRequiredValue(members)));
            var reader = RunStore.OpenExisting(parsed.GetRequiredValue(store)).Read(parsed.GetValue(run));
            var fit = new FitDocument { Run = reader.Summary.Name, Simulated = reader.Summary.Settings.IsSimulated };
            if (fusionFile is not null)
                fit = await FuseAsync(
                    fit, reader, choice, new FusionOptions { Folds = parsed.GetValue(folds), Seed = parsed.GetValue(seed) }, fusionFile,
                    cancellationToken);
            if (profileFile is not null)
                fit = await ImitateAsync(fit, reader, parsed.GetValue(seed), profileFile, cancellationToken);

            DocumentOutput.Write(Terminal.Of(parsed), fit, DocumentJson.Default.FitDocument, parsed.GetValue(json), FitText.Write);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<FitDocument> FuseAsync(
        FitDocument fit, RunReader run, PanelChoice choice, FusionOptions options, string file, CancellationToken cancellationToken)
    {
        var panel = FusionPanel.Read(run, choice, Ensemble.Answers, cancellationToken);
        var model = FusionTrainer.Train(panel.Problems, options, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await FusionFile.WriteAsync(file, model);
        return fit.With(panel, model, options.Seed, file);
    }

    private static async Task<FitDocument> ImitateAsync(
        FitDocument fit, RunReader run, long seed, string file, CancellationToken cancellationToken)
    {
        var world = WorldFitter.Fit(run, RandomKey.Of(seed).With("world"), cancellationToken);
        var profile = FittedProfile.Of(world, run.Summary.Name);
        await FittedProfile.WriteAsync(file, profile);
        return fit.With(world, profile, file);
    }
}
