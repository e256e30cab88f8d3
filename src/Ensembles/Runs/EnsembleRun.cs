using System.Globalization;
using HeavySim.Experiments.Runs;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using HeavySim.Verifier.Truth;

namespace HeavySim.Ensembles.Runs;

/// <summary>
/// A problem set on its way through an ensemble into a store. What the store holds of the run is not asked again; every attempt is recorded
/// the moment it ends, so it may be cut short at any moment. Dispose it before the run is read.
/// </summary>
public sealed class EnsembleRun : IAsyncDisposable
{
    private readonly Ensemble _ensemble;
    private readonly RunJournal _journal;
    private readonly int _window;
    private readonly IReadOnlyList<TruthProblem> _recorded;

    private EnsembleRun(Ensemble ensemble, RunJournal journal, string name, int window, IReadOnlyList<TruthProblem> recorded)
    {
        _ensemble = ensemble;
        _journal = journal;
        _window = window;
        _recorded = recorded;
        Name = name;
        OpenProblems = journal.Problems.Problems.Count(p => !journal.IsSolved(p.Id));
    }

    /// <summary>The run's name in the store.</summary>
    public string Name { get; }

    /// <summary>Problems that had no solution yet when it began.</summary>
    public int OpenProblems { get; }

    /// <summary>True when the store held a part of it.</summary>
    public bool IsResumed => _journal.IsResumed;

    /// <summary>Attempts that are recorded for good and not asked again.</summary>
    public long RecordedAttempts => _journal.RecordedAttemptCount;

    /// <summary>Attempts that an endpoint's failure or a limit on time ended, and that are made again.</summary>
    public long RepeatedAttempts => _journal.UnsettledAttemptCount;

    /// <summary>
    /// Attempts of simulated problems that are made anew, because problems that share their world were not finished: so the run comes to
    /// what it would have come to without a break.
    /// </summary>
    public long RemadeAttempts => _journal.ForgottenAttemptCount;

    /// <summary>As the ensemble's.</summary>
    internal string? NextNotice() => _ensemble.NextNotice();

    /// <summary>What the endpoints are waited for at present, and why.</summary>
    public IReadOnlyList<EndpointWait> Waits => _ensemble.Waits;

    /// <summary>Begins a run, or goes on with the one of that name.</summary>
    /// <param name="ensemble">Who answers; opened for the problems of the set.</param>
    /// <param name="store">Where it is recorded.</param>
    /// <param name="problems">The problem set.</param>
    /// <param name="name">The run's name; null for one made of the problem set, the endpoint, agents and seed.</param>
    /// <param name="window">How many problems may be open at once, 1 to 4,096; null for <see cref="UsualWindow"/>.</param>
    /// <exception cref="HeavySimException">The store cannot be written, or holds another run of that name, or the ensemble has a
    /// cache.</exception>
    public static EnsembleRun Begin(Ensemble ensemble, RunStore store, ProblemSet problems, string? name = null, int? window = null)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(problems);
        if (ensemble.Plan.Cache is not null)
        {
            throw new HeavySimException(
                "A run takes no cache: kept answers take no time, so nothing could be measured. Its store keeps it from asking twice.");
        }

        var settings = new RunSettings
        {
            Name = name ?? string.Create(
                CultureInfo.InvariantCulture, $"{problems.Name}-{ensemble.ShortName}-n{ensemble.Agents}-s{ensemble.Plan.Seed}"),
            Seed = ensemble.Plan.Seed,
            IsSimulated = ensemble.IsSimulated,
            Options = ensemble.Identity,
        };
        var journal = store.Begin(settings, problems, TimeProvider.System);
        RunScheduler.Prepare(ensemble, journal);
        return new EnsembleRun(
            ensemble, journal, settings.Name, window ?? UsualWindow(ensemble), Recorded(ensemble, journal, store.Read(settings.Name)));
    }

    /// <summary>
    /// Twice as many open problems as fill all call slots, so that none is idle while a problem waits for its last agents; at real
    /// endpoints sixteen times as many, where agents may wait long, without a slot, for a limit or an error to pass.
    /// </summary>
    public static int UsualWindow(Ensemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        var slots = (ensemble.IsSimulated ? 2 : 16) * ensemble.Plan.Concurrency;
        return Math.Max(1, (slots + ensemble.Agents - 1) / ensemble.Agents);
    }

    /// <summary>Solves every problem that has no solution yet.</summary>
    /// <param name="progress">Hears of every solution, from any thread; or null.</param>
    /// <param name="cancellationToken">Cancels the attempts in flight; what is recorded stays.</param>
    /// <returns>The time it took, and how many problems are left unfinished, for want of money or of a working endpoint.</returns>
    /// <exception cref="HeavySimException">No attempt can succeed any more, or the store cannot be written.</exception>
    public async Task<RunEnding> RunAsync(IProgress<Solution>? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await RunScheduler.RunAsync(_ensemble, _journal, _window, _recorded, progress, cancellationToken);
        }
        catch (HeavySimException error)
        {
            throw new HeavySimException(
                _journal.IsEmpty ? $"{error.Message} Nothing was recorded."
                    : $"{error.Message} What was recorded is kept: the same command goes on.", error);
        }
    }

    /// <summary>What the run has shown so far, for whoever learns from it.</summary>
    private static IReadOnlyList<TruthProblem> Recorded(Ensemble ensemble, RunJournal journal, RunReader run)
    {
        if (!journal.IsResumed || !ensemble.Plan.LearnsFromProblems)
            return [];

        // A smaller --limit leaves problems out; and what was forgotten a moment ago may still be in the file.
        var own = journal.Problems.Problems.Select(static p => p.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. run.Candidates()
                .Select(static read => read())
                .Where(p => own.Contains(p.Problem.Id) && journal.IsSolved(p.Problem.Id))
                .Select(static p => p.Solution?.Solution)
                .OfType<Solution>()
                .Select(ShownProblems.Of),
        ];
    }

    /// <summary>Ends the record.</summary>
    public ValueTask DisposeAsync() => _journal.DisposeAsync();
}
