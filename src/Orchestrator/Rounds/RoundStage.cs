namespace HeavySim.Orchestrator;

/// <summary>
/// Stages 1 to 3, once or in rounds: launch, fan-out, tally. Each later round is asked like the first, under the same slots, deadlines,
/// budgets and second tries; what its agents are shown of the round before is the plan's to say.
/// </summary>
internal sealed class RoundStage(
    IReadOnlyList<IAgent> agents, CallSlots slots, EndpointLatencies latencies, SolveOptions options, TimeProvider time)
{
    public async Task<RoundResult> RunAsync(
        SolveRequest request, ChannelWriter<SolveEvent> events, SolveClock clock, SolveBudget budget, CancellationTokenSource abort)
    {
        var work = new Ground(request, events, clock, budget, abort);
        var (first, stop) = await AskAsync(work, agents, RoundTask.First);
        if (options.Plan is not { } plan)
            return first with { Stopped = stop.Reason };

        var (voted, stopped) = (first, stop.Reason);
        var all = new List<Attempt>(first.Attempts);
        // Of a larger first round only so many are gone on with: the others are there for the vote to be compared with.
        var before = first.Attempts.Take(plan.Widths[0]);
        for (var round = 1; round < plan.Widths.Count && !stop.IsSolveOver; round++)
        {
            if (Showable(before) is not { Count: > 0 } shown)
                break;

            var width = plan.Widths[round];
            await events.WriteAsync(
                new SolveEvent.RoundStarted(round, width) { ProblemId = request.Problem.Id, At = clock.Elapsed }, abort.Token);
            (var next, stop) = await AskAsync(work, [.. agents.Take(width)], TaskOf(plan, shown, request.Problem, round, clock.Elapsed));
            all.AddRange(next.Attempts);
            before = next.Attempts;
            voted = next.Ballot.Classes.Count > 0 ? next : voted;
            stopped ??= stop.Reason;
        }

        return voted with { Attempts = all, Stopped = stopped };
    }

    private async Task<(RoundResult Result, StopSignal Stop)> AskAsync(Ground work, IReadOnlyList<IAgent> asked, RoundTask round)
    {
        var (events, clock, abort) = (work.Events, work.Clock, work.Abort);
        var request = round.Number == 0
            ? work.Request with { Recorded = [.. work.Request.Recorded.Where(static a => a.Round == 0)] }
            : work.Request with
            {
                Recorded = [.. work.Request.Recorded.Where(a => a.Round == round.Number && a.Agent.Index < asked.Count)],
            };
        using var stop = new StopSignal(time, abort.Token, round.Began);
        // Each bound is the round's size, or one more: no stage ever waits for a slower one behind it.
        var releases = Channel.CreateBounded<int>(new BoundedChannelOptions(asked.Count) { SingleReader = true, SingleWriter = true });
        var attempts = Channel.CreateBounded<Attempt>(new BoundedChannelOptions(asked.Count) { SingleReader = true });
        var ballots = Channel.CreateBounded<Ballot>(new BoundedChannelOptions(asked.Count + 1)
        {
            SingleReader = true,
            SingleWriter = true,
        });

        var bar = new ConfidenceBar(options.Cut);
        var tally = new Tally(asked, options, round, bar)
            .RunAsync(request, attempts.Reader, ballots.Writer, events, clock, stop, abort.Token);
        await StageTasks.JoinAsync(
            abort,
            new LaunchStage(asked, options).RunAsync(request, ballots.Reader, releases.Writer, stop),
            new FanOut(asked, slots, latencies, options, round, bar)
                .RunAsync(request.Problem, releases.Reader, attempts.Writer, events, clock, stop, work.Budget, abort.Token),
            tally);

        var (ballot, ended) = await tally;
        return (new RoundResult(ballot, ended, ended, null), stop);
    }

    private RoundTask TaskOf(IRoundPlan plan, List<Attempt> before, Problem problem, int round, TimeSpan began)
    {
        var key = RandomKey.Of(options.Seed).With(problem.Id).With("rounds").With(round);
        return new RoundTask(round, began, agent => new EarlierWork(
            plan.Form, [.. plan.Choose(before, key.With(agent)).Select(a => options.Shows(a, plan.Form))]));
    }

    /// <summary>Attempts with an answer; where there is none, those that wrote anything at all.</summary>
    private static List<Attempt> Showable(IEnumerable<Attempt> attempts)
    {
        var ended = attempts.ToList();
        return ended.Exists(static a => a.Answer is not null)
            ? ended.FindAll(static a => a.Answer is not null)
            : ended.FindAll(static a => a is { Outcome: Outcome.Abstained } && !string.IsNullOrWhiteSpace(a.Text));
    }

    /// <summary>What all rounds of a solve share.</summary>
    private sealed record Ground(
        SolveRequest Request, ChannelWriter<SolveEvent> Events, SolveClock Clock, SolveBudget Budget, CancellationTokenSource Abort);
}
