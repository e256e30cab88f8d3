using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Reports;

/// <summary>
/// Counts what a run still lacks, by what is recorded alone: what its command would ask if it was given again. Nothing is lacking of
/// imported samples, as no command of ours made them.
/// </summary>
internal sealed class RemainderCounter
{
    private readonly RunSummary _run;
    private readonly bool _isSolving;
    private readonly int? _agents;
    private int _solved;
    private int _begun;
    private int _lost;
    private long _missing;
    private long _unsettled;

    public RemainderCounter(RunSummary run)
    {
        _run = run;
        var options = run.Settings.Options;
        _isSolving = options.ContainsKey("agents");
        // Under a stop rule, in a tree, and in rounds, nobody knows beforehand how many attempts a problem takes.
        _agents = options.GetValueOrDefault("stop") == "all" && !run.Settings.IsTree && run.Settings.RoundPlan is null
            && int.TryParse(options.GetValueOrDefault("agents"), out var agents) ? agents : null;
    }

    /// <summary>Adds a problem of which something is recorded.</summary>
    public void Add(ProblemOutline problem)
    {
        var unsettled = _run.Settings.IsReplayed ? 0 : problem.Attempts.Count(static a => a.IsUnsettled);
        _begun++;
        _unsettled += unsettled;
        if (problem.Solution is not null)
        {
            _solved++;
            _missing += unsettled;
            return;
        }

        // An attempt that used up its own time was given all it may have: it is made again, and is no loss.
        _lost += problem.Attempts.Any(static a => a is { IsUnsettled: true, Failure.Cause: not "time-out-attempt" }) ? 1 : 0;
        _missing += Math.Max(unsettled, (_agents ?? 0) - problem.Attempts.Count(static a => a.Sample == 0) + unsettled);
    }

    /// <summary>The report with what was counted.</summary>
    public RunReport AddTo(RunReport report) => report with
    {
        ProblemsInSet = _run.Problems,
        Unfinished = _isSolving ? Math.Max(0, _run.Problems - _solved) : null,
        Lost = _isSolving ? _lost : null,
        UnsettledAttempts = _isSolving ? _unsettled : 0,
        MissingAttempts = _agents is { } agents ? _missing + (agents * (long)Math.Max(0, _run.Problems - _begun)) : null,
    };
}
