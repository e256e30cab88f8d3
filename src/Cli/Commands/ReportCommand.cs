using System.CommandLine;
using HeavySim.Cli.Options;
using HeavySim.Cli.Rendering;
using HeavySim.Experiments;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Commands;

/// <summary><c>heavysim report [run]</c>: what a run has shown.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string?>("run") { Description = "The run. Default: the one begun last.", Arity = ArgumentArity.ZeroOrOne };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var digest = new Option<bool>("--digest") { Description = "Only the fingerprint of what is recorded: equal for two simulated runs with equal settings." };
        var tree = new Option<string?>("--tree") { Description = "Only the search tree of one problem: nodes, values, tokens.", HelpName = "problem" };
        var command = new Command("report", "Shows a run: accuracy against the number of agents with intervals, and what it cost.") { run, store, digest, tree, json };
        var replay = new ReplayOptions();
        replay.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var wanted = replay.Read(parsed);
            var reader = RunStore.OpenExisting(parsed.GetRequiredValue(store)).Read(parsed.GetValue(run));
            if (parsed.GetValue(digest))
                Console.Out.WriteLine(reader.Digest());
            else if (parsed.GetValue(tree) is { } problem)
                TreeOutput.Write(reader, problem, parsed.GetValue(json));
            else
                ReportOutput.Write(await wanted.AddToAsync(RunReportBuilder.Build(reader, elapsed: null, StopRuleCatalog.Usual, cancellationToken), reader, cancellationToken), parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }
}
