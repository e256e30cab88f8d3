namespace HeavySim.Verifier;

/// <summary>
/// The output tokens that the checks of a run may take: a share of all, beside the attempts that were made so far. A call is made when
/// what it may take fits into what is left after all calls in flight, of whatever problem. Not safe to use concurrently.
/// </summary>
/// <param name="share">The share of all output tokens that checks may take, in (0, 1).</param>
internal sealed class CheckPurse(double share)
{
    // A call is cut at so many times what it is expected to take: the length of replies has a heavy tail, and one long reply would else
    // take what many calls were promised. One in twenty is cut where lengths are log-normal with a spread of .6. Assumed.
    private const double Longest = 3;

    // Before anything is known a check is taken to be half as long as an attempt, as if one had been seen. Assumed.
    private const double GuessedLength = .5;

    private readonly Dictionary<string, (int Calls, double Lengths)> _seen = new(StringComparer.Ordinal);
    private double _attempts;
    private double _checks;
    private double _reserved;
    private int _inFlight;

    /// <summary>The tokens that no check has taken and none in flight may take.</summary>
    public double Left => Allowed(_attempts) - _checks - _reserved;

    /// <summary>The tokens that checks may take beside so many of attempts.</summary>
    public double Allowed(double attempts) => attempts * share / (1 - share);

    /// <summary>Hears of the attempts of one more problem.</summary>
    public void Earn(double attempts) => _attempts += attempts;

    /// <summary>Sets aside what a call may take.</summary>
    /// <param name="method">The kind of call.</param>
    /// <param name="attempt">The mean output tokens of the problem's attempts; lengths of checks are learned as multiples of it.</param>
    /// <param name="longest">The output tokens of its longest attempt.</param>
    /// <returns>Most output tokens of the call, or null when it does not fit.</returns>
    public int? Reserve(string method, double attempt, double longest)
    {
        var expected = attempt * LengthOf(method);
        // No more than the model has shown that it may be asked for: endpoints refuse limits beyond their own.
        var most = Math.Max(expected, Math.Min(Longest * expected, longest));
        // Who is short waits for what the calls in flight give back; with none of them there is nothing to wait for, and the last call
        // makes do with what is left.
        if (most > Left && (_inFlight > 0 || expected > Left))
            return null;

        var granted = (int)Math.Min(Math.Min(most, Left), int.MaxValue);
        if (granted < 1)
            return null;

        _reserved += granted;
        _inFlight++;
        return granted;
    }

    /// <summary>A call has ended.</summary>
    /// <param name="method">The kind of call.</param>
    /// <param name="granted">What was set aside for it.</param>
    /// <param name="attempt">The mean output tokens of the problem's attempts.</param>
    /// <param name="took">What it took; null where it was cancelled.</param>
    public void Settle(string method, int granted, double attempt, Usage? took)
    {
        _reserved -= granted;
        _inFlight--;
        if (took?.OutputTokens is not { } tokens)
            return;

        _checks += tokens;
        var (calls, lengths) = _seen.GetValueOrDefault(method);
        _seen[method] = (calls + 1, lengths + (tokens / attempt));
    }

    private double LengthOf(string method)
    {
        var (calls, lengths) = _seen.GetValueOrDefault(method);
        return (GuessedLength + lengths) / (1 + calls);
    }
}
