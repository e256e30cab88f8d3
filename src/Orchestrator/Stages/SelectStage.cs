namespace HeavySim.Orchestrator;

/// <summary>Stage 5: the ensemble chooses, and the solution says all it rests on and all it lacks.</summary>
internal sealed class SelectStage(SolveOptions options)
{
    public async Task<Solution> RunAsync(
        Problem problem,
        CheckedBallot state,
        RoundResult rounds,
        SolveClock clock,
        CancellationToken cancellationToken)
    {
        var (ballot, findings) = state;
        var attempts = rounds.Attempts;
        var selection = await options.Selector.SelectAsync(problem, ballot.Hopeful(), findings, options.Seed, cancellationToken);
        return new Solution
        {
            Problem = problem,
            Selection = selection,
            Ballot = ballot,
            Attempts = attempts,
            Findings = findings,
            Missing = [.. rounds.Voters.Where(static a => a.Answer is null)
                .Select(static a => new MissingAttempt(a.Agent.Index, CauseOf(a.Outcome)))],
            // A budget stops nothing in flight: what is paid for is let finish, and only the rest is not begun.
            Stopped = rounds.Stopped ?? Budgets.StoppedBy(attempts),
            Usage = Usage.Sum(attempts.Select(static a => a.Usage).Concat(findings.Select(static f => f.Usage)).Append(selection.Usage)),
            Elapsed = clock.Elapsed,
        };
    }

    private static string CauseOf(Outcome outcome) =>
        outcome.Explanation is { } explanation ? $"{outcome.Name}: {explanation}" : outcome.Name;
}
