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
        var now = function(at);
        var step = new double[at.Length];
        foreach (var i in coordinates)
        {
            var (up, down) = (function(Moved(at, i, width)), function(Moved(at, i, -width)));
            var (slope, bend) = ((up - down) / (2 * width), (up + down - (2 * now)) / (width * width));
            step[i] = Math.Clamp(bend < 0 ? -slope / bend : Math.Sign(slope) * longest, -longest, longest);
        }

        for (var halving = 0; halving < 12; halving++)
        {
            var next = at.Zip(step, static (a, s) => a + s).ToArray();
            if (function(next) >= now)
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
