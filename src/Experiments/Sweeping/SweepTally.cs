namespace HeavySim.Experiments.Sweeping;

/// <summary>Adds up one combination of a grid, problem by problem, with what its own configuration takes.</summary>
internal sealed class SweepTally
{
    private readonly List<double> _right = [];
    private long _samples;
    private double? _tokens = 0;
    private double? _cost = 0;
    private double _seconds;

    /// <summary>Adds a problem.</summary>
    public void Add(bool isRight, int samples, Usage expense, TimeSpan elapsed)
    {
        _right.Add(isRight ? 1 : 0);
        _samples += samples;
        _tokens += expense.OutputTokens;
        _cost += (double?)expense.Cost;
        _seconds += elapsed.TotalSeconds;
    }

    /// <summary>The row.</summary>
    /// <exception cref="HeavySimException">Nothing was added.</exception>
    public SweepRow ToRow(SweepCell cell, string run, bool isShared)
    {
        var problems = _right.Count > 0 ? _right.Count : throw new HeavySimException($"The run {run} has no graded problem.");
        return new SweepRow(
            cell, run, isShared, problems, Intervals.OfShares([.. _right]), (double)_samples / problems, _tokens / problems,
            _cost / problems, _seconds / problems);
    }
}
