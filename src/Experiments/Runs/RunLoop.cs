using System.Threading.Channels;
using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Runs;

/// <summary>
/// Takes problems through a solver into a journal, several at a time. What is recorded is not asked again; each attempt is recorded the
/// moment it ends, so a killed run has paid for nothing twice but what was in flight.
/// </summary>
/// <param name="solver">Solves; its own limit on calls in flight is what bounds the work.</param>
/// <param name="journal">Where attempts and solutions go.</param>
/// <param name="grader">Marks.</param>
/// <param name="window">How many problems may be open at once, at least 1: enough to keep all calls busy, no more.</param>
internal sealed class RunLoop(ISolver solver, RunJournal journal, Grader grader, int window)
{
    private int _overBudget;
    private int _lost;

    /// <summary>Solves every problem that has no solution yet.</summary>
    /// <param name="time">The clock of the problems' world.</param>
    /// <param name="problems">The problems, of the journal's set.</param>
    /// <param name="progress">Hears of every solution, or null.</param>
    /// <param name="cancellationToken">Cancels the attempts in flight; what is recorded stays.</param>
    /// <exception cref="HeavySimException">No attempt can succeed any more, or the journal cannot be written.</exception>
    public async Task<RunEnding> RunAsync(
        TimeProvider time, IEnumerable<Problem> problems, IProgress<Solution>? progress, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var open = Channel.CreateBounded<Problem>(new BoundedChannelOptions(window) { SingleWriter = true });
        var workers = Enumerable.Range(0, window).Select(_ => WorkAsync(open.Reader, progress, abort)).ToList();
        try
        {
            foreach (var problem in problems)
            {
                if (!journal.IsSolved(problem.Id))
                    await open.Writer.WriteAsync(problem, abort.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A worker failed and cancelled the others: it says why below.
        }
        finally
        {
            open.Writer.Complete();
            await Task.WhenAny(Task.WhenAll(workers));
        }

        await FirstFailureAsync(workers);
        cancellationToken.ThrowIfCancellationRequested();
        return new RunEnding(time.GetElapsedTime(start), _overBudget, _lost);
    }

    private async Task WorkAsync(ChannelReader<Problem> open, IProgress<Solution>? progress, CancellationTokenSource abort)
    {
        try
        {
            while (await open.WaitToReadAsync(abort.Token))
            {
                while (open.TryRead(out var problem))
                {
                    // Not inside of the call: the arguments of a ?. on null are never evaluated.
                    var solution = await SolveAsync(problem, abort.Token);
                    progress?.Report(solution);
                }
            }
        }
        catch
        {
            abort.Cancel();
            throw;
        }
    }

    private async Task<Solution> SolveAsync(Problem problem, CancellationToken cancellationToken)
    {
        var (settled, tries) = Recorded(problem);
        var request = new SolveRequest(problem, [.. settled.Where(static a => a.Sample == a.Round)]);
        await foreach (var happened in solver.SolveAsync(request, cancellationToken))
        {
            switch (happened)
            {
                case SolveEvent.AttemptEnded(var attempt) when WasMade(attempt):
                    await AppendAsync(problem, attempt, tries.GetValueOrDefault((attempt.Agent.Index, attempt.Sample)));
                    break;
                case SolveEvent.Solved({ Stopped: Budgets.StoppedByRun } solution):
                    // Its attempts are recorded: a later run with a new budget makes the rest and solves it.
                    Interlocked.Increment(ref _overBudget);
                    return solution;
                case SolveEvent.Solved(var solution) when IsLost(solution):
                    // The others are recorded, and so is what was lost, as tries: a later run makes those again and solves it.
                    Interlocked.Increment(ref _lost);
                    return solution;
                case SolveEvent.Solved(var solution):
                    solution = solution with { Usage = tries.Values.Aggregate(solution.Usage, static (sum, of) => sum + of) };
                    var mark = await grader.MarkAsync(problem, solution.Selection.Answer);
                    journal.Append(new RecordedSolution(solution, mark.Grade, mark.Checker) { Tests = mark.Tests });
                    return solution;
            }
        }

        throw new InvalidOperationException("A solve ended without a solution.");
    }

    /// <summary>What is recorded of a problem: attempts that stay, and what those have cost that are made again.</summary>
    private (List<Attempt> Settled, Dictionary<(int Agent, int Sample), Usage> Tries) Recorded(Problem problem)
    {
        var settled = new List<Attempt>();
        var tries = new Dictionary<(int, int), Usage>();
        foreach (var (attempt, _, _) in journal.RecordedAttempts(problem.Id))
        {
            if (attempt.Outcome.IsSettled || journal.Settings.IsReplayed)
                settled.Add(attempt);
            else
                tries[(attempt.Agent.Index, attempt.Sample)] = attempt.Usage;
        }

        return (settled, tries);
    }

    private async ValueTask AppendAsync(Problem problem, Attempt attempt, Usage? tried)
    {
        var whole = tried is null ? attempt : attempt with { Usage = tried + attempt.Usage };
        var mark = await grader.MarkAsync(problem, attempt.Answer);
        journal.Append(new RecordedAttempt(whole, mark.Grade, mark.Checker) { Tests = mark.Tests }, supersedes: tried is not null);
    }

    /// <summary>
    /// What was cancelled, or not allowed, before it cost anything is no attempt: a later run may make it. Nor is what ends the whole run:
    /// that is told once, and not by every attempt in flight.
    /// </summary>
    private static bool WasMade(Attempt attempt) =>
        attempt.Outcome is { IsFatal: true } ? attempt.Usage.OutputTokens > 0
        : attempt.Usage.Calls > 0 || attempt.Outcome is not (Outcome.Cancelled or Outcome.OverBudget);

    private bool IsLost(Solution solution) =>
        !journal.Settings.IsReplayed && solution.Tree.Count == 0 && solution.Attempts.Any(static a => a.Outcome.IsLost);

    /// <summary>Throws what went wrong first, a failure before its mere consequences (cancellations).</summary>
    private static async Task FirstFailureAsync(List<Task> workers)
    {
        foreach (var worker in workers.OrderBy(static w => w.IsFaulted ? 0 : 1))
        {
            if (worker.IsFaulted)
                await worker;
        }
    }
}
