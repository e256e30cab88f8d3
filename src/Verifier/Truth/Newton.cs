namespace HeavySim.Verifier.Truth;

/// <summary>Steps uphill on a smooth function of a few numbers.</summary>
internal static class Newton
{
    /// <summary>
    /// One Newton step in each coordinate by itself, derivatives by differences; halved until the function does not fall, so that it never
    /// falls.
    /// </summary>
    /// <param name="at">Where to begin.</param>
    /// <param name="function">What is to grow.</param>
    /// <param name="longest">The longest step in a coordinate.</param>
    /// <param name="width">The width of a difference.</param>
    /// <param name="coordinates">The coordinates that may move.</param>
    public static double[] Step(
        double[] at, Func<double[], double> function, double longest, double width, ReadOnlySpan<int> coordinates)
    {
        var here = new Slopes(function(at), at.Length);
        foreach (var i in coordinates)
        {
            var (up, down) = (function(Moved(at, i, width)), function(Moved(at, i, -width)));
            here.First[i] = (up - down) / (2 * width);
            here.Second[i] = (up + down - (2 * here.Value)) / (width * width);
        }

        return Step(at, here, function, longest, coordinates);
    }

    /// <summary>The same where the derivatives are known.</summary>
    /// <param name="at">Where to begin.</param>
    /// <param name="here">The function there and its derivatives.</param>
    /// <param name="function">What is to grow.</param>
    /// <param name="longest">The longest step in a coordinate.</param>
    /// <param name="coordinates">The coordinates that may move.</param>
    public static double[] Step(
        double[] at, Slopes here, Func<double[], double> function, double longest, ReadOnlySpan<int> coordinates)
    {
        var step = new double[at.Length];
        foreach (var i in coordinates)
        {
            var (slope, bend) = (here.First[i], here.Second[i]);
            step[i] = Math.Clamp(bend < 0 ? -slope / bend : Math.Sign(slope) * longest, -longest, longest);
        }

        for (var halving = 0; halving < 12; halving++)
        {
            var next = at.Zip(step, static (a, s) => a + s).ToArray();
            if (function(next) >= here.Value)
                return next;

            step = [.. step.Select(static s => s / 2)];
        }

        return at;
    }

    private static double[] Moved(double[] at, int coordinate, double by)
    {
        var moved = at.ToArray();
        moved[coordinate] += by;
        return moved;
    }
}

/// <summary>A function of a few numbers at one place, with its derivatives by each.</summary>
/// <param name="value">The function.</param>
/// <param name="numbers">How many numbers it is of.</param>
internal sealed class Slopes(double value, int numbers)
{
    /// <summary>The function.</summary>
    public double Value { get; set; } = value;

    /// <summary>Its first derivatives.</summary>
    public double[] First { get; } = new double[numbers];

    /// <summary>Its second derivatives, each by one number twice.</summary>
    public double[] Second { get; } = new double[numbers];
}
