using HeavySim.Ensembles.Runs;
using HeavySim.Experiments.Reports;
using HeavySim.Records.Problems;
using HeavySim.Records.Store;

namespace HeavySim.Ensembles.Tests;

/// <summary>The code of README.md and docs/library.md as it stands there: a test compares them, another one runs each.</summary>
internal static class Examples
{
    public static async Task SixLines()
    {
        await using var ensemble = await Ensemble.OpenAsync(new EnsembleOptions { Endpoints = ["sim:"], Agents = 32 });
        var solution = await ensemble.SolveAsync("How many primes are below 100?");
        Console.WriteLine($"{solution.Selection.Answer?.Text}: {solution.Ballot.Leader?.Votes} of {ensemble.Agents} votes");
    }

    public static async Task Watched(CancellationToken cancellationToken)
    {
        var options = EnsembleOptions.FromJson(
            """{ "agents": 16, "check": "verdict", "select": "fusion", "stop": "beta:.95", "waves": "growing" }""");
        await using var ensemble = await Ensemble.OpenAsync(options, cancellationToken: cancellationToken);
        var problem = new Problem { Id = "primes", Question = "How many primes are below 100?", Gold = "25" };
        var solution = await ensemble.SolveAsync(problem, happened => Console.WriteLine(happened.GetType().Name), cancellationToken);
        foreach (var missing in solution.Missing)
            Console.WriteLine($"agent {missing.Agent}: {missing.Cause}");
    }

    public static async Task WholeRun(string problemFile, string storeFile, CancellationToken cancellationToken)
    {
        var problems = await ProblemSet.LoadAsync(problemFile, cancellationToken);
        var store = RunStore.Open(storeFile);
        await using var ensemble = await Ensemble.OpenAsync(
            new EnsembleOptions { Agents = 32, Stop = "all" }, problems.Problems, cancellationToken);
        await using (var run = EnsembleRun.Begin(ensemble, store, problems, name: "first"))
            await run.RunAsync(cancellationToken: cancellationToken);
        foreach (var point in RunReportBuilder.Build(store.Read("first"), elapsed: null, cancellationToken).Curve)
            Console.WriteLine($"maj@{point.K} {point.Majority.Value:P1} [{point.Majority.Low:P1}, {point.Majority.High:P1}]");
    }

    public static async Task Faults()
    {
        try
        {
            await using var ensemble = await Ensemble.OpenAsync(new EnsembleOptions { Agents = 40, Temperature = 3 });
        }
        catch (EnsembleOptionsException error)
        {
            foreach (var (option, fault) in error.Faults)
                Console.WriteLine($"{option} {fault}");
        }
    }
}
