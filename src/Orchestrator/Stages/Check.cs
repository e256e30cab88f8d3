using System.Threading.Channels;
using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>Stage 4: lets the agents check each other's answers, where a cross-check is asked for.</summary>
internal sealed class Check(SolveOptions options)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(
        Problem problem, Ballot ballot, ChannelWriter<SolveEvent> events, SolveClock clock, Purse purse, CancellationToken cancellationToken)
    {
        if (options.CrossChecker is null || ballot.Classes.Count == 0 || purse.ReachedCap() is not null)
            return [];

        var findings = new List<Finding>();
        await foreach (var finding in options.CrossChecker.CheckAsync(problem, ballot, options.Seed, cancellationToken))
        {
            findings.Add(finding);
            purse.Add(finding.Usage);
            await events.WriteAsync(new SolveEvent.Checked(finding) { ProblemId = problem.Id, At = clock.Elapsed }, cancellationToken);
            // Leaving the stream calls the checks in flight off.
            if (purse.ReachedCap() is not null)
                break;
        }

        return findings;
    }
}
