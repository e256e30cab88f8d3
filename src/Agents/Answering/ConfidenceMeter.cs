namespace HeavySim.Agents;

/// <summary>
/// Measures the token confidence of a text while it comes (DeepConf, arXiv:2508.15260), in memory that does not grow with it: the last
/// window of tokens, and how many groups had which mean.
/// </summary>
/// <remarks>
/// Confidences are kept as whole millionths of a nat, so that sums slide without an error, and the means of groups are counted by whole
/// thousandths, to which the paper's own code rounds them.
/// </remarks>
internal sealed class ConfidenceMeter
{
    private const double Scale = 1e6;

    // Far above any model's: what a server means by minus infinity must not drown the rest.
    private const double Most = 200;

    private readonly int[] _window;
    private readonly Dictionary<int, long> _groups = [];
    private long _inWindow;
    private long _sum;
    private long _lowest;

    /// <param name="window">Tokens in a group, at least 1.</param>
    public ConfidenceMeter(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        _window = new int[window];
        Restart();
    }

    /// <summary>Tokens so far.</summary>
    public long Tokens { get; private set; }

    /// <summary>The mean of the lowest group so far, in nats; null until there is a whole window.</summary>
    public double? LowestGroup => Tokens < _window.Length ? null : MeanOf(_lowest);

    /// <summary>Takes the next tokens.</summary>
    public void Add(ReadOnlySpan<float> confidences)
    {
        foreach (var confidence in confidences)
        {
            // A comparison with NaN is false: it counts as nothing known of the token.
            if (confidence >= 0)
                Add((int)Math.Round(Math.Min(confidence, Most) * Scale));
        }
    }

    /// <summary>Forgets everything: the text begins anew.</summary>
    public void Restart()
    {
        _groups.Clear();
        (Tokens, _inWindow, _sum, _lowest) = (0, 0, 0, long.MaxValue);
    }

    /// <summary>What was measured; null where no token was.</summary>
    public TokenConfidence? Measure()
    {
        if (Tokens == 0)
            return null;

        var mean = _sum / Scale / Tokens;
        return Tokens < _window.Length
            ? new TokenConfidence(mean, mean, mean, mean)
            : new TokenConfidence(mean, MeanOf(_inWindow), MeanOf(_lowest), Bottom());
    }

    private void Add(int confidence)
    {
        var at = (int)(Tokens % _window.Length);
        _inWindow += confidence - (Tokens < _window.Length ? 0 : _window[at]);
        _window[at] = confidence;
        _sum += confidence;
        Tokens++;
        if (Tokens < _window.Length)
            return;

        _lowest = Math.Min(_lowest, _inWindow);
        var group = (int)Math.Round(MeanOf(_inWindow) * 1000);
        _groups[group] = _groups.GetValueOrDefault(group) + 1;
    }

    /// <summary>The mean of the lowest tenth of the groups, rounded down, one at least: the paper's code does the same.</summary>
    private double Bottom()
    {
        var wanted = Math.Max(1, (Tokens - _window.Length + 1) / 10);
        if (wanted == 1)
            return MeanOf(_lowest);

        var (left, sum) = (wanted, 0L);
        foreach (var (group, count) in _groups.OrderBy(static g => g.Key))
        {
            var taken = Math.Min(left, count);
            sum += taken * group;
            left -= taken;
            if (left == 0)
                break;
        }

        // Rounding must not put the tenth below its own lowest.
        return Math.Max(sum / 1000.0 / wanted, MeanOf(_lowest));
    }

    private double MeanOf(long window) => window / Scale / _window.Length;
}
