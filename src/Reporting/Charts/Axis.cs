namespace HeavySim.Reporting;

/// <summary>One axis of a chart: its label with the unit, its range, whether it is logarithmic, and its ticks.</summary>
internal sealed record Axis
{
    /// <summary>A tenth of a point would look like a cliff on a narrower axis.</summary>
    private const double LeastShares = .02;

    private Axis(string label, double from, double to, bool isLogarithmic, IReadOnlyList<AxisTick> ticks) =>
        (Label, From, To, IsLogarithmic, Ticks) = (label, from, to, isLogarithmic, ticks);

    /// <summary>What the axis shows, with its unit.</summary>
    public string Label { get; }

    /// <summary>The lower end, in the unit of the axis.</summary>
    public double From { get; }

    /// <summary>The upper end, above <see cref="From"/>.</summary>
    public double To { get; }

    /// <summary>True when equal ratios are equally far apart.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The labelled places, in ascending order.</summary>
    public IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>Shares as percentages: a range of round numbers that holds all values, within 0 to 100 %.</summary>
    /// <param name="label">What the axis shows.</param>
    /// <param name="values">Shares in 0..1; may be empty.</param>
    public static Axis OfShares(string label, IEnumerable<double> values)
    {
        var (low, high) = Range(values, 0, 1);
        if (high - low < LeastShares)
            (low, high) = (
                Math.Max(0, Math.Min((low + high - LeastShares) / 2, 1 - LeastShares)),
                Math.Min(1, Math.Max((low + high + LeastShares) / 2, LeastShares)));
        var step = Step(high - low, 5);
        var from = Math.Max(0, Math.Floor((low / step) + 1e-9) * step);
        var to = Math.Min(1, Math.Ceiling((high / step) - 1e-9) * step);
        return Linear(label, from, to > from ? to : from + step, step, static v => Numerals.Tidy(100 * v) + " %");
    }

    /// <summary>All shares from 0 to 100 %.</summary>
    public static Axis OfAllShares(string label) => Linear(label, 0, 1, .2, static v => Numerals.Tidy(100 * v) + " %");

    /// <summary>Counts from 0 to a round number that holds all values.</summary>
    public static Axis OfCounts(string label, IEnumerable<double> values)
    {
        var high = Math.Max(1, Range(values, 0, 1).High);
        var step = Math.Max(1, Step(high, 5));
        return Linear(label, 0, Math.Ceiling(high / step) * step, step, static v => Numerals.Count((long)v));
    }

    /// <summary>Powers of two: 1, 2, 4, ... up to the last value, which gets a tick of its own where it is no power.</summary>
    public static Axis OfDoublings(string label, double to)
    {
        to = Math.Max(2, to);
        var ticks = new List<AxisTick>();
        for (var value = 1.0; value <= to; value *= 2)
            ticks.Add(new AxisTick(value, Numerals.Tidy(value)));
        if (ticks[^1].Value < to)
        {
            // A label within a third of a doubling would run into its neighbour.
            if (to / ticks[^1].Value < 1.3)
                ticks.RemoveAt(ticks.Count - 1);
            ticks.Add(new AxisTick(to, Numerals.Tidy(to)));
        }

        return new Axis(label, 1, to, isLogarithmic: true, ticks);
    }

    /// <summary>
    /// Positive quantities on a logarithmic axis with ticks at 1, 2 and 5 times powers of ten, closer ones on a short axis.
    /// </summary>
    /// <param name="label">What the axis shows.</param>
    /// <param name="values">Positive values; may be empty.</param>
    /// <param name="format">Writes a tick.</param>
    public static Axis OfMagnitudes(string label, IEnumerable<double> values, Func<double, string> format)
    {
        var (low, high) = Range(values, 1, 10);
        low = Math.Max(low, 1e-9);
        high = Math.Max(high, low * 1.5);
        var (from, to) = (low / 1.12, high * 1.12);
        var ticks = Math.Log10(to / from) > 3 ? Ticks([1]) : Ticks([1, 2, 5]);
        return new Axis(label, from, to, isLogarithmic: true, ticks.Count > 2 ? ticks : Ticks([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]));

        List<AxisTick> Ticks(double[] digits)
        {
            var found = new List<AxisTick>();
            for (var decade = (int)Math.Floor(Math.Log10(from)); decade <= (int)Math.Ceiling(Math.Log10(to)); decade++)
            {
                foreach (var digit in digits)
                {
                    var value = digit * Math.Pow(10, decade);
                    if (value >= from && value <= to)
                        found.Add(new AxisTick(value, format(value)));
                }
            }

            return found;
        }
    }

    /// <summary>Named places at 0, 1, 2, ...</summary>
    public static Axis OfNames(string label, IReadOnlyList<string> names) =>
        new(label, -.5, names.Count - .5, isLogarithmic: false, [.. names.Select(static (name, i) => new AxisTick(i, name))]);

    /// <summary>Where a value lies between the ends, 0 to 1; what lies outside is moved to the nearer end.</summary>
    public double At(double value) => Math.Clamp(
        IsLogarithmic ? Math.Log(Math.Max(value, From) / From) / Math.Log(To / From) : (value - From) / (To - From), 0, 1);

    private static Axis Linear(string label, double from, double to, double step, Func<double, string> format)
    {
        var ticks = new List<AxisTick>();
        // Adding zero makes of a negative zero a plain one.
        for (var i = Math.Ceiling((from / step) - 1e-9) + 0.0; i * step <= to + (step * 1e-9); i++)
            ticks.Add(new AxisTick(i * step, format(i * step)));
        return new Axis(label, from, to, isLogarithmic: false, ticks);
    }

    private static (double Low, double High) Range(IEnumerable<double> values, double low, double high)
    {
        var known = values.Where(double.IsFinite).ToList();
        return known.Count == 0 ? (low, high) : (known.Min(), known.Max());
    }

    /// <summary>The round step (1, 2 or 5 times a power of ten) that cuts a range into about so many parts.</summary>
    private static double Step(double range, int parts)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(range / parts)));
        var ratio = range / parts / power;
        return (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10) * power;
    }
}
