namespace HeavySim.Orchestrator;

/// <summary>
/// Stage 4: lets the agents compare notes and check each other's answers, where that is asked for. Whoever revises votes anew.
/// </summary>
internal sealed class CheckStage(SolveOptions options, ChannelWriter<SolveEvent> events, SolveClock clock, SolveBudget budget)
{
    /// <summary>One round of comparing notes, with draws of its own.</summary>
    public Task<CheckedBallot> CompareNotesAsync(Problem problem, CheckedBallot state, int round, CancellationToken cancellationToken) =>
        RunAsync("compare notes", options.Reviser, problem, state, RandomKey.Of(options.Seed).With("round").With(round)
            .ToSeed(), cancellationToken);

    /// <summary>The cross-check, where it is worth its tokens.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="state">The vote so far.</param>
    /// <param name="spent">What the problem took so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CheckedBallot> CrossCheckAsync(
        Problem problem, CheckedBallot state, Usage spent, CancellationToken cancellationToken)
    {
        var permit = options.CheckGate?.Ask(problem, state.Ballot, spent) ?? CheckPermit.Free;
        var after = permit.IsGiven
            ? await RunAsync("cross-check", options.CrossChecker, problem, state, options.Seed, cancellationToken, permit.Budget)
            : state;
        options.CheckGate?.Settle(permit, problem, after.Ballot, after.Findings);
        return after;
    }

    private async Task<CheckedBallot> RunAsync(
        string name,
        ICrossChecker? checker,
        Problem problem,
        CheckedBallot state,
        long seed,
        CancellationToken cancellationToken,
        ICheckBudget? checkBudget = null)
    {
        if (checker is null || state.Ballot.Classes.Count == 0 || budget.ReachedCap() is not null)
            return state;

        using var span = Telemetry.Begin(name, clock.Time, new KeyValuePair<string, object?>(SpanTags.Problem, problem.Id));
        var findings = new List<Finding>(state.Findings);
        var revisions = new List<Revision>();
        await foreach (var finding in checker.CheckAsync(problem, state.Ballot, seed, checkBudget, cancellationToken))
        {
            findings.Add(finding);
            if (finding is Revision revision)
                revisions.Add(revision);
            budget.Add(finding.Usage);
            await events.WriteAsync(new SolveEvent.Checked(finding) { ProblemId = problem.Id, At = clock.Elapsed }, cancellationToken);
            // Leaving the stream cancels the checks in flight.
            if (budget.ReachedCap() is not null)
                break;
        }

        if (span.IsOn)
            span.Set(Usage.Sum(findings.Skip(state.Findings.Count).Select(static f => f.Usage)));
        return new CheckedBallot(Revised(state.Ballot, revisions), findings);
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
