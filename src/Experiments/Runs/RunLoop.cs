using System.Threading.Channels;
using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Runs;

/// <summary>
/// Takes problems through a solver into a journal, several at a time. What is recorded is not asked again; each attempt is recorded the
/// moment it ends, so a killed run has paid for nothing twice but what was in flight.
/// </summary>
/// <param name="solver">Solves; its own limit on calls in flight is what bounds the work.</param>
/// <param name="journal">Where attempts and solutions go.</param>
/// <param name="answers">Grades.</param>
/// <param name="window">How many problems may be open at once, at least 1: enough to keep all calls busy, no more.</param>
internal sealed class RunLoop(ISolver solver, RunJournal journal, IAnswerEngine answers, int window)
{
    private int _unfinished;

    /// <summary>Problems left without a recorded solution because the run's budget was used up.</summary>
    public int Unfinished => _unfinished;

    /// <summary>Solves every problem that has no solution yet.</summary>
    /// <param name="problems">The problems, of the journal's set.</param>
    /// <param name="progress">Hears of every solution, or null.</param>
    /// <param name="cancellationToken">Cancels the attempts in flight; what is recorded stays.</param>
    /// <exception cref="HeavySimException">No attempt can succeed any more, or the journal cannot be written.</exception>
    public async Task RunAsync(IEnumerable<Problem> problems, IProgress<Solution>? progress, CancellationToken cancellationToken)
    {
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
        var recorded = journal.RecordedAttempts(problem.Id);
        var request = new SolveRequest(problem, [.. recorded.Where(static r => r.Attempt.Sample == 0).Select(static r => r.Attempt)]);
        await foreach (var happened in solver.SolveAsync(request, cancellationToken))
        {
            switch (happened)
            {
                case SolveEvent.AttemptEnded(var attempt) when WasMade(attempt):
                    journal.Append(new RecordedAttempt(attempt, answers.Grade(problem, attempt.Answer), answers.Version));
                    break;
                case SolveEvent.Solved({ Stopped: Budgets.StoppedByRun } solution):
                    // Its attempts are recorded: a later run with a new budget makes the rest and solves it.
                    Interlocked.Increment(ref _unfinished);
                    return solution;
                case SolveEvent.Solved(var solution):
                    journal.Append(new RecordedSolution(solution, answers.Grade(problem, solution.Selection.Answer), answers.Version));
                    return solution;
            }
        }

        throw new InvalidOperationException("A solve ended without a solution.");
    }

    /// <summary>What was cancelled, or not allowed, before it cost anything is no attempt: a later run may make it.</summary>
    private static bool WasMade(Attempt attempt) =>
        attempt.Usage.Calls > 0 || attempt.Outcome is not (Outcome.Cancelled or Outcome.OverBudget);

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
