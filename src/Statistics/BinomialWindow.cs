using HeavySim.Mathematics;
using MathNet.Numerics;

namespace HeavySim.Statistics;

/// <summary>The probabilities of Bin(n, q) where they matter: every value down to 1e-22, the rest is dropped.</summary>
internal sealed class BinomialWindow
{
    private const double Negligible = 1e-22;
    private readonly double[] _cumulative;

    /// <summary>Computes the window around the mode by ratios of neighbours, and normalises it.</summary>
    public BinomialWindow(int n, double q)
    {
        if (n == 0 || q <= 0 || q >= 1)
        {
            Low = q >= 1 ? n : 0;
            Values = [1];
            _cumulative = [1];
            return;
        }

        var mode = Math.Min(n, (int)((n + 1) * q));
        var odds = q / (1 - q);
        var peak = Math.Exp(Binomials.LogChoose(n, mode) + (mode * Math.Log(q)) + ((n - mode) * SpecialFunctions.Log1p(-q)));
        var below = new List<double>();
        for (var (y, value) = (mode, peak); y > 0; y--)
        {
            value *= y / ((n - y + 1) * odds);
            if (value < Negligible)
                break;
            below.Add(value);
        }

        below.Reverse();
        Low = mode - below.Count;
        var values = below;
        values.Add(peak);
        for (var (y, value) = (mode, peak); y < n; y++)
        {
            value *= (n - y) * odds / (y + 1);
            if (value < Negligible)
                break;
            values.Add(value);
        }

        // The sum is one up to what was dropped: dividing by it removes the rounding of the log-gamma at the peak.
        var sum = values.Sum();
        Values = [.. values.Select(v => v / sum)];
        _cumulative = new double[Values.Length];
        var running = 0.0;
        for (var i = 0; i < Values.Length; i++)
            _cumulative[i] = running += Values[i];
    }

    /// <summary>The first value in the window.</summary>
    public int Low { get; }

    /// <summary>The last value in the window.</summary>
    public int High => Low + Values.Length - 1;

    /// <summary>The probabilities of <see cref="Low"/>, Low + 1, ...</summary>
    public double[] Values { get; }

    /// <summary>The probability of one value, 0 outside the window.</summary>
    public double At(int value) => value < Low || value > High ? 0 : Values[value - Low];

    /// <summary>The probability of a value or less.</summary>
    public double UpTo(int value) => value < Low ? 0 : _cumulative[Math.Min(value - Low, _cumulative.Length - 1)];
}
