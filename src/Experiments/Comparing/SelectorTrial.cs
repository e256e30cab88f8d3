using HeavySim.Statistics.Calibration;
using HeavySim.Statistics.Comparing;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Comparing;

/// <summary>Adds up what one selector chose, problem by problem.</summary>
internal sealed class SelectorTrial(string method)
{
    private const int Folds = 5;

    private readonly List<double> _right = [];
    private readonly List<double> _confidences = [];
    private readonly List<bool> _isRight = [];
    private readonly List<bool> _isGold = [];
    private bool _isShare;
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
        _isGold.Add(choice.IsGold);
        _isShare |= choice.IsShare;
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
            _isShare,
            calibration?.Brier,
            calibration?.ExpectedError,
            _confidences.Count == 0 ? null : CalibrationCurve.Of([.. Recalibrated()], [.. _isRight]).ExpectedError,
            Math.Max(0, reachable - accuracy.Value),
            _tokens / _right.Count);
    }

    /// <summary>
    /// The confidences as golds put them right: those of the problems whose gold was asked for, or else of the other four fifths of all.
    /// </summary>
    private double[] Recalibrated()
    {
        var all = _confidences.Select((c, i) => (Claimed: c, Right: _isRight[i] ? 1.0 : 0, Place: i)).ToList();
        if (_isGold.Contains(true))
        {
            var scale = Calibration.Fit(
                [.. all.Where(x => _isGold[x.Place]).Select(static x => (x.Claimed, x.Right))], Calibration.ForFewGolds);
            // What is no share was put right by these golds already.
            return [.. _confidences.Select(c => _isShare ? scale.Apply(c) : c)];
        }

        var folds = Enumerable.Range(0, Folds)
            .Select(f => Calibration.Fit([.. all.Where(x => x.Place % Folds != f).Select(static x => (x.Claimed, x.Right))]))
            .ToList();
        return [.. all.Select(x => folds[x.Place % Folds].Apply(x.Claimed))];
    }
}
