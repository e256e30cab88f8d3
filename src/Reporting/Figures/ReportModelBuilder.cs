using HeavySim.Experiments.Reports;
using HeavySim.Records.Recorded;
using HeavySim.Records.Store;
using HeavySim.Statistics.Calibration;

namespace HeavySim.Reporting;

/// <summary>Reads a run problem by problem and keeps its figures only, so that a run of any length fits.</summary>
internal sealed class ReportModelBuilder
{
    private const int Bins = 10;

    private readonly RunSummary _run;
    private readonly RunReader _reader;
    private readonly ReportReplays _options;
    private readonly CategoryTally _categories = new();
    private readonly List<double> _solutionSeconds = [];
    private readonly List<double> _sampleSeconds = [];
    private readonly List<(double Confidence, bool IsRight)> _chosen = [];
    private readonly List<(double Confidence, bool IsRight)> _stated = [];
    private readonly List<int> _textLengths = [];
    private readonly int[] _difficulty = new int[Bins + 2];
    private double _sampleTokens;
    private long _tokenSamples;
    private double _solutionTokens;
    private long _tokenSolutions;

    private ReportModelBuilder(RunReader run, ReportReplays options)
    {
        _run = run.Summary;
        _reader = run;
        _options = options;
    }

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">What to replay.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public static async Task<ReportModel> BuildAsync(RunReader run, ReportReplays options, CancellationToken cancellationToken)
    {
        var builder = new ReportModelBuilder(run, options);
        foreach (var problem in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(problem);
        }

        return await builder.BuildAsync(
            RunReportBuilder.Build(run, elapsed: null, options.StopRules, cancellationToken), cancellationToken);
    }

    private void Add(RecordedProblem problem)
    {
        if (problem.Attempts.Count == 0 && problem.Solution is null)
            return;

        var result = ProblemResult.Of(problem);
        foreach (var attempt in problem.Attempts)
            Add(attempt);
        if (problem.Solution is { } solution)
            Add(solution);
        if (!problem.IsGraded || result.Samples == 0)
            return;

        _difficulty[BinOf(result)]++;
        _categories.Add(problem.Problem.Category, result);
        Rate(problem.Solution, result);
    }

    private void Add(RecordedAttempt recorded)
    {
        var attempt = recorded.Attempt;
        _textLengths.Add((attempt.Text?.Length ?? 0) + (attempt.Reasoning?.Length ?? 0));
        if (!recorded.IsSample)
            return;

        if (attempt.Elapsed > TimeSpan.Zero)
            _sampleSeconds.Add(attempt.Elapsed.TotalSeconds);
        if (TokensOf(attempt.Usage) is { } tokens)
        {
            _sampleTokens += tokens;
            _tokenSamples++;
        }

        if (attempt.Confidence is { } confidence and >= 0 and <= 1 && (recorded.Grade is Grade.Correct or Grade.Incorrect))
            _stated.Add((confidence, recorded.Grade == Grade.Correct));
    }

    private void Add(RecordedSolution recorded)
    {
        _textLengths.AddRange(recorded.Solution.Findings.Select(static f => f.Text?.Length ?? 0));
        if (recorded.Solution.Selection.Answer is not null)
            _solutionSeconds.Add(recorded.Solution.Elapsed.TotalSeconds);
        if (TokensOf(recorded.Solution.Usage) is { } tokens)
        {
            _solutionTokens += tokens;
            _tokenSolutions++;
        }
    }

    private void Rate(RecordedSolution? recorded, ProblemResult result)
    {
        if (recorded is null && result.Vote.Leader is not null && result.Mark != ResultMark.Tied)
            _chosen.Add(((double)result.Vote.LeaderVotes / result.Vote.Votes, result.Mark == ResultMark.Right));
        else if (recorded?.Solution.Selection is { Answer: not null, Confidence: { } confidence and >= 0 and <= 1 }
            && recorded.Grade != Grade.Ungraded)
            _chosen.Add((confidence, recorded.Grade == Grade.Correct));
    }

    private async Task<ReportModel> BuildAsync(RunReport report, CancellationToken cancellationToken)
    {
        _solutionSeconds.Sort();
        _sampleSeconds.Sort();
        if (_options.Answers is { } reader)
        {
            report = await report.WithSelectorsAsync(
                _reader, _options.Selectors.Count > 0 && _difficulty.Sum() > 0 ? _options.Selectors : null, _options.Curves, reader,
                _options.Golds, cancellationToken);
        }

        return new ReportModel
        {
            Run = _run,
            Report = report,
            SolutionSeconds = _solutionSeconds,
            SampleSeconds = _sampleSeconds,
            Chosen = CurveOf(_chosen),
            Stated = CurveOf(_stated),
            Difficulty = _difficulty,
            TokensPerSample = _tokenSamples == 0 ? null : _sampleTokens / _tokenSamples,
            TokensPerSolution = _tokenSolutions == 0 ? null : _solutionTokens / _tokenSolutions,
            Selectors = report.Selectors ?? [],
            Categories = _categories.Figures(),
            TextLengths = _textLengths,
        };
    }

    private static int BinOf(ProblemResult result) =>
        result.Right == 0 ? 0
        : result.Right == result.Samples ? Bins + 1
        : (int)Math.Ceiling((double)Bins * result.Right / result.Samples);

    private static CalibrationCurve? CurveOf(List<(double Confidence, bool IsRight)> rated) =>
        rated.Count == 0
            ? null
            : CalibrationCurve.Of([.. rated.Select(static r => r.Confidence)], [.. rated.Select(static r => r.IsRight)]);

    private static double? TokensOf(Usage usage) =>
        (usage.InputTokens ?? 0) + (usage.OutputTokens ?? 0) is > 0 and var tokens ? tokens : null;
}
