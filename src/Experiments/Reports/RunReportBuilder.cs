using HeavySim.Experiments.Comparing;
using HeavySim.Records.Recorded;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Reports;

/// <summary>Adds up a run, problem by problem; keeps counts only, so a run of any length fits.</summary>
public sealed class RunReportBuilder
{
    private readonly RunSummary _run;
    private readonly StopReplay _replay;
    private readonly IReadOnlyList<IStopRule> _rules;
    private readonly EffortCounter _dial;
    private readonly FailureCounter _failures = new();
    private readonly RemainderCounter _remainder;
    private readonly GridCounter _grids = new();
    private readonly TokenCounter _confidence = new();
    private readonly CountedTokens _tokens = new();
    private readonly PassedCounter _passed = new();
    private readonly RoundCounter? _rounds;
    private readonly List<AnswerCounts> _counts = [];
    private readonly List<double> _selected = [];
    private readonly List<double> _solutionSeconds = [];
    private Usage? _usage;
    private string? _method;
    private long _tokensOfSolved;
    private long _tokensOfAttempts;
    private long _samples;
    private long _graded;
    private long _abstained;
    private long _failed;
    private long _cancelled;
    private long _ungraded;
    private long _confidences;
    private int _problems;
    private int _withoutGold;
    private int _ungradedProblems;
    private int _unanswered;
    private int _samplesPerProblem;
    private int _curtailed;

    /// <summary>Begins with nothing.</summary>
    /// <param name="run">The run to report.</param>
    /// <param name="rules">Stop rules to replay where the run has what that takes; none by default.</param>
    public RunReportBuilder(RunSummary run, IReadOnlyList<IStopRule>? rules = null)
    {
        _run = run;
        _replay = new StopReplay(run);
        _rules = rules ?? [];
        _remainder = new RemainderCounter(run);
        _rounds = run.Settings.RoundPlan is { } plan ? new RoundCounter(plan, run.Settings.Population ?? int.MaxValue) : null;
        _dial = new EffortCounter(AgentsOf(run) ?? 0, NumberOf(run, "scouts") ?? 0);
    }

    /// <summary>Adds up a whole run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="elapsed">Wall time on the clock of the run's world, or null when not known.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static RunReport Build(RunReader run, TimeSpan? elapsed, CancellationToken cancellationToken) =>
        Build(run, elapsed, [], cancellationToken);

    /// <summary>Adds up a whole run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="elapsed">Wall time on the clock of the run's world, or null when not known.</param>
    /// <param name="rules">Stop rules to replay where the run has what that takes.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static RunReport Build(RunReader run, TimeSpan? elapsed, IReadOnlyList<IStopRule> rules, CancellationToken cancellationToken)
    {
        var builder = new RunReportBuilder(run.Summary, rules);
        foreach (var problem in run.Outlines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(problem);
        }

        foreach (var (note, count) in run.Tries())
            builder._failures.AddTries(note, count);
        var report = builder.Build(elapsed, cancellationToken) with
        {
            ProblemsWithTolerance = run.TolerantProblems(),
            Checks = builder.IsChecked && run.Checks() is { Calls: > 0 } checks ? new ReportedChecks(checks.Calls, checks.Silent) : null,
            Tests = [.. run.Tests().Select(static row => new ReportedTestEnd(row.End, row.Count))],
        };
        return run.Summary.Settings.Options.GetValueOrDefault("tools", "none") == "none" ? report : report with { Tools = run.Tools() };
    }

    /// <summary>Adds one problem.</summary>
    internal void Add(ProblemOutline problem)
    {
        if (problem.Attempts.Count == 0 && problem.Solution is null)
            return;

        _problems++;
        _remainder.Add(problem);
        _tokens.Add(problem);
        _passed.Add(problem);
        _rounds?.Add(problem);
        _confidence.Add(problem);
        if (_rules.Count > 0)
            _replay.Add(problem);
        _dial.Add(problem);
        _grids.Add(problem);
        if (!problem.HasGold)
            _withoutGold++;
        foreach (var attempt in problem.Attempts)
            Count(attempt);

        var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
        _samplesPerProblem = Math.Max(_samplesPerProblem, samples.Count);
        if (problem is { HasGold: true, IsGraded: false })
            _ungradedProblems++;
        if (problem.IsGraded && samples.Count > 0)
            _counts.Add(AnswerCounts.Of(samples.Select(static a => (a.AnswerKey, a.Grade))));
        if (problem.Solution is { } solution)
            Count(solution, problem, samples.Count);
        else
            _usage = problem.Attempts.Aggregate(_usage, static (sum, attempt) => sum is null ? attempt.Usage : sum + attempt.Usage);
    }

    /// <summary>The report of what was added.</summary>
    /// <param name="elapsed">Wall time on the clock of the run's world, or null when not known.</param>
    /// <param name="cancellationToken">Cancels the replay of stop rules.</param>
    public RunReport Build(TimeSpan? elapsed, CancellationToken cancellationToken = default) => _remainder.AddTo(new RunReport
    {
        Run = _run.Name,
        Problems = _problems,
        Samples = _samples,
        SamplesPerProblem = _samplesPerProblem,
        Seed = _run.Settings.Seed,
        Simulated = _run.Settings.IsSimulated,
        Graded = _graded,
        Abstained = _abstained,
        Failed = _failed,
        Failures = _failures.Report(),
        Cancelled = _cancelled,
        Ungraded = _ungraded,
        StatedConfidences = _confidences,
        ProblemsWithoutGold = _withoutGold,
        UngradedProblems = _ungradedProblems,
        Unanswered = _unanswered,
        CurtailedProblems = _curtailed,
        Curve = _curtailed > 0 || _confidence.Cut > 0 || _run.Settings.IsTree || HasNoMark ? [] : AccuracyCurve.Of(_counts).Points,
        Passed = _passed.Report(),
        Selected = _method is null ? null : new ReportedSelection(Agents, _method, Accuracy(), HasNoMark ? 0 : _selected.Count)
        {
            DecidedAsItWent = SelectorCatalog.Learns(_method),
        },
        Grids = _grids.Report(),
        Rounds = _rounds?.Report(),
        Tokens = _confidence.Report(),
        Usage = _usage ?? new Usage(),
        CheckShare = IsChecked && _tokensOfSolved > 0
            ? Math.Max(0, _tokensOfSolved - _tokensOfAttempts) / (double)_tokensOfSolved
            : null,
        EstimatedThroughout = _usage is { } usage && _tokens.AreAllEstimated(usage),
        ElapsedSeconds = elapsed?.TotalSeconds,
        TimeToSolution = ReportedLatency.Of(_solutionSeconds),
        Dial = _curtailed > 0 && AgentsOf(_run) is not null ? _dial.Report() : null,
        StopRules = _rules.Count == 0 || _replay.Obstacle is not null ? null : _replay.Table(_rules, cancellationToken),
    });

    private void Count(AttemptOutline attempt)
    {
        _confidences += attempt is { IsSample: true, Confidence: not null } ? 1 : 0;
        switch (attempt.Outcome)
        {
            // What later rounds answered is counted by round: it is no sample of what an agent says by itself.
            case "answered" or "abstained" when attempt.Round > 0:
                break;
            case "answered":
                _samples++;
                if (attempt.Grade != Grade.Ungraded)
                    _graded++;
                else
                    _ungraded++;
                break;
            case "abstained":
                _samples++;
                _abstained++;
                break;
            case "cancelled" or "over-budget":
                _cancelled++;
                break;
            case "cut":
                break;
            default:
                _failed++;
                if (attempt.Failure is { } note)
                    _failures.Add(note);
                break;
        }
    }

    private void Count(SolutionOutline solution, ProblemOutline problem, int samples)
    {
        _method = solution.Method;
        _usage = _usage is null ? solution.Usage : _usage + solution.Usage;
        _tokensOfSolved += solution.Usage.OutputTokens ?? 0;
        _tokensOfAttempts += problem.Attempts.Sum(static a => a.Usage.OutputTokens ?? 0);
        if (solution.AnswerKey is null)
            _unanswered++;
        else
            _solutionSeconds.Add(solution.Elapsed.TotalSeconds);
        if (solution.IsCurtailed)
            _curtailed++;
        // Where every attempt failed nothing is known of the ensemble's accuracy; where they abstained, it had no answer.
        if (problem.HasGold && samples > 0 && solution.Grade != Grade.Ungraded)
            _selected.Add(solution.Grade == Grade.Correct ? 1 : 0);
    }

    private bool IsChecked => !_run.Settings.IsTree && _run.Settings.Options.GetValueOrDefault("check", "none") != "none";

    private int Agents => AgentsOf(_run) ?? _samplesPerProblem;

    private static int? AgentsOf(RunSummary run) => NumberOf(run, "agents");

    private static int? NumberOf(RunSummary run, string option) =>
        int.TryParse(run.Settings.Options.GetValueOrDefault(option), out var number) ? number : null;

    /// <summary>
    /// True where nobody marked the answers of any problem: those at which no agent answered, counted as wrong, would then be all there is.
    /// </summary>
    private bool HasNoMark => _graded == 0 && _ungradedProblems > 0;

    private Estimate? Accuracy() =>
        _selected.Count == 0 || HasNoMark ? null : Intervals.OfShares(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_selected));
}
