namespace HeavySim.Orchestrator;

/// <summary>
/// Stage 3: counts the attempts as they end, tells each new vote, and raises the stop signal when the rule says that the rest is not
/// worth its price, when a quorum has waited long enough, or when no call can succeed any more.
/// </summary>
internal sealed class Tally(IReadOnlyList<IAgent> agents, SolveOptions options, RoundTask round, ConfidenceBar bar)
{
    /// <returns>The final ballot and every attempt, in roster order.</returns>
    /// <exception cref="HeavySimException">
    /// No call can succeed any more: a key is wrong, an account is empty, an endpoint is away.
    /// </exception>
    public async Task<(Ballot Ballot, IReadOnlyList<Attempt> Attempts)> RunAsync(
        SolveRequest request,
        ChannelReader<Attempt> attempts,
        ChannelWriter<Ballot> ballots,
        ChannelWriter<SolveEvent> events,
        SolveClock clock,
        StopSignal stop,
        CancellationToken cancellationToken)
    {
        var all = new Attempt?[agents.Count];
        var ballot = Ballot.Empty(agents.Count);
        var votes = new VoteRecord(agents.Count, weighsTokens: options.Cut is not null);
        var ended = 0;
        var hasToldStop = false;
        try
        {
            foreach (var recorded in request.Recorded)
                await CountAsync(recorded, isNew: false);

            await ballots.WriteAsync(ballot, cancellationToken);
            while (await attempts.WaitToReadAsync(cancellationToken))
            {
                while (attempts.TryRead(out var attempt))
                    await CountAsync(attempt, isNew: true);
            }

            await TellStopAsync();
        }
        finally
        {
            ballots.Complete();
        }

        var unasked = all.Count(static a => a is null or { Outcome: Outcome.Cancelled or Outcome.OverBudget });
        for (var i = 0; i < all.Length; i++)
            all[i] ??= round.Stamped(new Attempt
            {
                ProblemId = request.Problem.Id,
                Agent = agents[i].Card,
                Outcome = new Outcome.Cancelled($"not started: {stop.Reason}"),
            });

        return (ballot with { Outstanding = 0, Unasked = unasked }, all.OfType<Attempt>().ToArray());

        async ValueTask CountAsync(Attempt attempt, bool isNew)
        {
            all[attempt.Agent.Index] = attempt;
            ballot = ballot.With(attempt);
            votes.Add(attempt);
            // Before the ballot goes out: the next wave begins by it, and has to find the bar in its place.
            bar.Add(attempt);
            ended++;
            if (isNew)
                await events.WriteAsync(
                    new SolveEvent.AttemptEnded(attempt) { ProblemId = request.Problem.Id, At = clock.Elapsed }, cancellationToken);
            if (attempt.Outcome is Outcome.Failed { IsFatal: true } failed && isNew)
                throw new HeavySimException(Fatality.Of(attempt.Agent, failed));

            if (attempt.Answer is not null)
                await events.WriteAsync(
                    new SolveEvent.Voted(ballot) { ProblemId = request.Problem.Id, At = clock.Elapsed }, cancellationToken);
            await ballots.WriteAsync(ballot, cancellationToken);
            await ConsiderStoppingAsync();
        }

        async ValueTask ConsiderStoppingAsync()
        {
            if (stop.Reason is not null || ballot.Outstanding == 0)
                return;

            if (votes.Satisfies(options.Stop))
            {
                stop.Raise(options.Stop.Name, new Outcome.Cancelled($"stop rule {options.Stop.Name}"));
                await TellStopAsync();
            }
            else if (options.Quorum is { } quorum && ended == quorum.CountOf(agents.Count))
            {
                var taken = clock.Elapsed - round.Began;
                var grace = quorum.GraceAfter(taken);
                stop.RaiseAfter(grace, "quorum", new Outcome.TimedOut("quorum", taken + grace));
            }
        }

        async ValueTask TellStopAsync()
        {
            if (hasToldStop || stop.Reason is not { } reason)
                return;

            hasToldStop = true;
            await events.WriteAsync(
                new SolveEvent.Stopped(reason) { ProblemId = request.Problem.Id, At = clock.Elapsed }, cancellationToken);
        }
    }
}
