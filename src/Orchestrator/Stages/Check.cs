using System.Threading.Channels;
using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>Stage 4: lets the agents check each other's answers, where a cross-check is asked for.</summary>
internal sealed class Check(SolveOptions options)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(
        Problem problem, Ballot ballot, ChannelWriter<SolveEvent> events, SolveClock clock, CancellationToken cancellationToken)
    {
        if (options.CrossChecker is null || ballot.Classes.Count == 0)
            return [];

        var findings = new List<Finding>();
        await foreach (var finding in options.CrossChecker.CheckAsync(problem, ballot, options.Seed, cancellationToken))
        {
            findings.Add(finding);
            await events.WriteAsync(new SolveEvent.Checked(finding) { ProblemId = problem.Id, At = clock.Elapsed }, cancellationToken);
        }

        return findings;
    }
}
