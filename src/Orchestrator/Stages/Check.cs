using System.Threading.Channels;
using HeavySim.Core;

namespace HeavySim.Orchestrator;

/// <summary>
/// Stage 4: lets the agents compare notes and check each other's answers, where that is asked for. Whoever revises votes anew.
/// </summary>
internal sealed class Check(SolveOptions options, ChannelWriter<SolveEvent> events, SolveClock clock, Purse purse)
{
    /// <summary>One round of comparing notes, with draws of its own.</summary>
    public Task<Checked> CompareNotesAsync(Problem problem, Checked state, int round, CancellationToken cancellationToken) =>
        RunAsync(options.Reviser, problem, state, RandomKey.Of(options.Seed).With("round").With(round).ToSeed(), cancellationToken);

    /// <summary>The cross-check.</summary>
    public Task<Checked> CrossCheckAsync(Problem problem, Checked state, CancellationToken cancellationToken) =>
        RunAsync(options.CrossChecker, problem, state, options.Seed, cancellationToken);

    private async Task<Checked> RunAsync(ICrossChecker? checker, Problem problem, Checked state, long seed, CancellationToken cancellationToken)
    {
        if (checker is null || state.Ballot.Classes.Count == 0 || purse.ReachedCap() is not null)
            return state;

        var findings = new List<Finding>(state.Findings);
        var revisions = new List<Revision>();
        await foreach (var finding in checker.CheckAsync(problem, state.Ballot, seed, cancellationToken))
        {
            findings.Add(finding);
            if (finding is Revision revision)
                revisions.Add(revision);
            purse.Add(finding.Usage);
            await events.WriteAsync(new SolveEvent.Checked(finding) { ProblemId = problem.Id, At = clock.Elapsed }, cancellationToken);
            // Leaving the stream calls the checks in flight off.
            if (purse.ReachedCap() is not null)
                break;
        }

        return new Checked(Revised(state.Ballot, revisions), findings);
    }

    /// <summary>An agent whose revision failed or gave no answer keeps its earlier one.</summary>
    private static Ballot Revised(Ballot ballot, List<Revision> revisions)
    {
        if (revisions.Count == 0)
            return ballot;

        var votes = ballot.Classes.SelectMany(static c => c.Members).ToDictionary(static m => m.Attempt.Agent.Index, static m => m.Attempt);
        var hadAnswer = votes.Count;
        foreach (var revision in revisions.Where(static r => r.Attempt.Answer is not null))
            votes[revision.Attempt.Agent.Index] = revision.Attempt;

        var newlyHeard = votes.Count - hadAnswer;
        return Ballot.Of([.. votes.OrderBy(static v => v.Key).Select(static v => v.Value)]) with { Silent = ballot.Silent - newlyHeard };
    }
}
