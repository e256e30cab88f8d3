using HeavySim.Statistics.Calibration;
using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Comparing;

/// <summary>Adds up what one selector chose, problem by problem.</summary>
internal sealed class SelectorTrial(string method)
{
    private readonly List<double> _right = [];
    private readonly List<double> _confidences = [];
    private readonly List<bool> _isRight = [];
    private readonly List<string?> _keys = [];
    private double? _tokens = 0;

    /// <summary>Choices added.</summary>
    public int Problems => _right.Count;

    /// <summary>Adds a choice.</summary>
    public void Add(ReplayedChoice choice)
    {
        _keys.Add(choice.Key);
        _right.Add(choice.IsRight ? 1 : 0);
        foreach (var usage in choice.Read)
            _tokens += usage == Usage.None ? 0 : usage.InputTokens + usage.OutputTokens;
        if (choice.Key is null || choice.Confidence is not (>= 0 and <= 1))
            return;

        _confidences.Add(choice.Confidence.Value);
        _isRight.Add(choice.IsRight);
    }

    /// <summary>The row of the table.</summary>
    /// <param name="first">The selector it is held against.</param>
    /// <param name="reachable">The share of problems with a right answer among the candidates.</param>
    /// <param name="key">Names the random signs of the test.</param>
    public ReportedSelector ToReported(SelectorTrial first, double reachable, RandomKey key)
    {
        var accuracy = Intervals.OfShares([.. _right]);
        var calibration = _confidences.Count == 0 ? null : CalibrationCurve.Of([.. _confidences], [.. _isRight]);
        return new ReportedSelector(
            method,
            _right.Count,
            accuracy,
            ReferenceEquals(this, first) ? null : ReportedDifference.Of(PairedComparison.Of([.. _right], [.. first._right], key)),
            _keys.Zip(first._keys).Count(static k => !string.Equals(k.First, k.Second, StringComparison.Ordinal)),
            calibration?.Brier,
            calibration?.ExpectedError,
            Math.Max(0, reachable - accuracy.Value),
            _tokens / _right.Count);
    }
}
