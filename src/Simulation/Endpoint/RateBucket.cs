namespace HeavySim.Simulation;

/// <summary>A token bucket that holds one minute's worth, full at first and refilled evenly. Not thread-safe.</summary>
internal sealed class RateBucket
{
    private readonly double _perMinute;
    private double _level;
    private TimeSpan _at;

    public RateBucket(double perMinute) => _perMinute = _level = perMinute;

    /// <summary>
    /// How long until so much is there; zero when it is. What is more than a whole minute's worth waits for a full bucket.
    /// </summary>
    public TimeSpan WaitFor(double amount, TimeSpan now)
    {
        _level = Math.Min(_perMinute, _level + ((now - _at).TotalMinutes * _perMinute));
        _at = now;
        var missing = Math.Min(amount, _perMinute) - _level;
        // Below a millionth it is rounding, not lack. Whole milliseconds, rounded up: timers take no less, and who waits as long as told is
        // served.
        return missing <= 1e-6 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(missing / _perMinute * 60_000));
    }

    public void Take(double amount) => _level -= Math.Min(amount, _perMinute);
}
