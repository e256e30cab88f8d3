namespace HeavySim.Orchestrator;

/// <summary>
/// Stage 2: asks each released agent as soon as a call slot is free, all in parallel, and passes every attempt on however it ended.
/// Completes when the last attempt has ended: nothing it started outlives it.
/// </summary>
internal sealed class FanOut(
    IReadOnlyList<IAgent> agents, CallSlots slots, EndpointLatencies latencies, SolveOptions options, RoundTask round,
    ConfidenceBar bar)
{
    public async Task RunAsync(
        Problem problem,
        ChannelReader<int> releases,
        ChannelWriter<Attempt> attempts,
        ChannelWriter<SolveEvent> events,
        SolveClock clock,
        StopSignal stop,
        SolveBudget budget,
        CancellationToken cancellationToken)
    {
        var inFlight = new List<Task>(agents.Count);
        try
        {
            while (await releases.WaitToReadAsync(cancellationToken))
            {
                while (releases.TryRead(out var index))
                    inFlight.Add(PassOnAsync(agents[index]));
            }
        }
        finally
        {
            try
            {
                await Task.WhenAll(inFlight);
            }
            finally
            {
                attempts.Complete();
            }
        }

        async Task PassOnAsync(IAgent agent)
        {
            var attempt = round.Stamped(await TryAsync(agent, problem, events, clock, stop, budget, cancellationToken));
            await attempts.WriteAsync(await ClassifiedAsync(problem, attempt, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Programs vote by what they do. This is no work of the agent's: it takes no call slot and no time of the attempt.</summary>
    private async ValueTask<Attempt> ClassifiedAsync(Problem problem, Attempt attempt, CancellationToken cancellationToken) =>
        options.Programs is { } programs && attempt.Answer is { } answer
            ? attempt with { Outcome = new Outcome.Answered(await programs.ClassifyAsync(problem, answer, cancellationToken)) }
            : attempt;

    private async Task<Attempt> TryAsync(
        IAgent agent, Problem problem, ChannelWriter<SolveEvent> events, SolveClock clock, StopSignal stop, SolveBudget budget,
        CancellationToken cancellationToken)
    {
        CallSlots.Lease lease;
        try
        {
            lease = await slots.EnterAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.Outcome is not null && !cancellationToken.IsCancellationRequested)
        {
            return NotMade(stop.Outcome);
        }

        using (lease)
        {
            clock.Begin();
            if (budget.ReachedCap() is { } cap)
                return NotMade(new Outcome.OverBudget(cap));

            var (started, began) = (clock.Elapsed, clock.Time.GetTimestamp());
            if (options.Deadline is { } limit)
                stop.StartDeadline(limit);
            await events.WriteAsync(
                new SolveEvent.AttemptStarted(agent.Card.Index) { ProblemId = problem.Id, At = started }, cancellationToken);
            var meter = new AttemptMeter(agent.Card.Index, problem.Id, clock, options.ReportsProgress ? events : null);
            var hedge = new Hedge(slots, latencies, options.Hedge, clock.Time);
            var attempt = await AskOnceAsync(meter, hedge);
            for (var tries = 1; tries < options.MaxTries && attempt.Outcome is { IsLost: true, IsFatal: false } && MayGoOn(); tries++)
            {
                var before = attempt.Usage;
                attempt = await AskOnceAsync(meter, hedge);
                attempt = attempt with { Usage = before + attempt.Usage };
            }

            attempt = attempt with { Started = started, Elapsed = clock.Time.GetElapsedTime(began) - meter.StoodStill };
            Telemetry.CountAttempt(attempt);
            return attempt;
        }

        async Task<Attempt> AskOnceAsync(AttemptMeter meter, Hedge hedge)
        {
            var attempt = await hedge.AskAsync(
                agent.Card.Endpoint,
                (sample, token) => sample == 0
                    ? TracedAsync(agent, sample, problem, meter, clock, stop, lease.Dispose, token, cancellationToken)
                    : TracedAsync(
                        agent, sample, problem, new AttemptMeter(agent.Card.Index, problem.Id, clock, events: null), clock, stop,
                        leave: null, token, cancellationToken),
                MayGoOn,
                stop.Token);
            budget.Add(attempt.Usage);
            return attempt;
        }

        bool MayGoOn() => stop.Outcome is null && budget.ReachedCap() is null;

        Attempt NotMade(Outcome outcome) =>
            new() { ProblemId = problem.Id, Agent = agent.Card, Outcome = outcome, Started = clock.Elapsed };
    }

    private async Task<Attempt> TracedAsync(
        IAgent agent, int sample, Problem problem, AttemptMeter meter, SolveClock clock, StopSignal stop, Action? leave,
        CancellationToken race, CancellationToken cancellationToken)
    {
        using var span = AttemptSpan.Begin(problem, agent.Card, sample + round.Number, clock.Time);
        var attempt = await AskAsync(agent, sample, problem, meter, clock, stop, leave, race, cancellationToken);
        AttemptSpan.End(span, attempt);
        return attempt;
    }

    private async Task<Attempt> AskAsync(
        IAgent agent, int sample, Problem problem, AttemptMeter meter, SolveClock clock, StopSignal stop, Action? leave,
        CancellationToken race, CancellationToken cancellationToken)
    {
        using var attendance = clock.Attend();
        using var scope = AttemptScope.Begin(options.AttemptDeadline, clock.Time, problem.Id, leave, attendance.Waits);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(race, scope.Token);
        try
        {
            var assignment = new Assignment
            {
                Problem = problem,
                Seed = options.Seed,
                Sample = sample + round.Number,
                Earlier = round.Assign(agent.Card.Index),
                CutBelow = options.Cut is { } cut && agent.Card.Index >= cut.WarmUp ? bar.Below : null,
            };
            return await agent.AttemptAsync(assignment, meter, either.Token);
        }
        // The caller's own cancellation leaves as it is; then the solve's end comes before the attempt's, and that before a lost race.
        catch (OperationCanceledException ended) when (!cancellationToken.IsCancellationRequested && stop.Outcome is not null)
        {
            return Ended(stop.Outcome is Outcome.TimedOut late ? Outcome.AtLimit(late.Limit, late.After, ended) : stop.Outcome);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested && scope.IsOver)
        {
            return Ended(Outcome.AtLimit("attempt", options.AttemptDeadline.GetValueOrDefault(), late));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && race.IsCancellationRequested)
        {
            return Ended(new Outcome.Cancelled("the other try was quicker"));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // An agent promises not to throw; one that does must not sink the others. Its message may hold anything: only its type is
            // shown.
            return Ended(new Outcome.Failed(FailureCause.Internal, error.GetType().Name));
        }
        finally
        {
            meter.StoodStill += scope.StoodStill;
        }

        Attempt Ended(Outcome outcome) => new() { ProblemId = problem.Id, Agent = agent.Card, Outcome = outcome, Usage = meter.Estimate };
    }
}
