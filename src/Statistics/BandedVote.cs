using System.Numerics;

namespace HeavySim.Statistics;

/// <summary>
/// <see cref="MajorityVote"/> for hundreds and thousands of samples. Each sample is drawn independently with probability q; given that k
/// are drawn, the draw is uniform without replacement, so P(right and k drawn) divided by P(k drawn) is maj@k, for every q. A few dozen
/// values of q cover all k, each responsible for the band of k that it makes likely. Within a band the generating function of
/// P(right and k drawn) is evaluated on the unit circle (<see cref="VoteSpectrum"/>) and inverted by a discrete Fourier transform.
/// </summary>
/// <remarks>
/// The error is absolute, some 1e-12 at 1,000 and at 10,000 samples: powers of thousands of factors round that much. The work grows with
/// the number of different class sizes, not with the number of classes.
/// </remarks>
internal static class BandedVote
{
    /// <summary>Half the width of a band in standard deviations of the number drawn.</summary>
    private const double HalfBand = 2;

    /// <summary>Fills maj@1, maj@2, ... of one problem.</summary>
    /// <param name="problem">The samples of the problem.</param>
    /// <param name="curve">Element k-1 receives maj@k, in 0..1; at most as long as there are samples.</param>
    public static void Accuracy(AnswerCounts problem, Span<double> curve)
    {
        curve.Clear();
        var groups = EqualClasses.AllOf(problem);
        if (!Array.Exists(groups, static g => g.Right > 0))
            return;

        var total = problem.Samples;
        for (var first = 1; first <= curve.Length;)
        {
            // On the scale of arcsin(sqrt(q)) every band is equally wide: the variance-stabilising transform of the binomial.
            var reach = HalfBand / (2 * Math.Sqrt(total));
            var centre = Math.Asin(Math.Sqrt((double)first / total)) + reach;
            var last = centre + reach < Math.PI / 2 ? (int)(total * Math.Pow(Math.Sin(centre + reach), 2)) : total;
            last = Math.Clamp(last, first, curve.Length);
            // With q = 1 only k = n can be had: the final band stays just below.
            var q = Math.Min(centre < Math.PI / 2 ? Math.Pow(Math.Sin(centre), 2) : 1, 1 - (0.5 / total));

            var drawn = new BinomialWindow(total, q);
            var wins = curve[(first - 1)..last];
            Invert(new VoteSpectrum(groups, problem.Abstained, q), first, Math.Max(drawn.High - first, last - drawn.Low) + 1, wins);
            for (var i = 0; i < wins.Length; i++)
                wins[i] = Math.Clamp(wins[i] / drawn.At(first + i), 0, 1);
            first = last + 1;
        }
    }

    /// <summary>The coefficients from a degree on, where no others lie within a period.</summary>
    private static void Invert(VoteSpectrum spectrum, int first, int period, Span<double> coefficients)
    {
        // At the odd multiples of π/period one half of the circle tells the other, and no point is its own mirror image.
        period += period & 1;
        var cosine = new double[2 * period];
        for (var i = 0; i < cosine.Length; i++)
            cosine[i] = Math.Cos(Math.PI * i / period);

        double Sine(int i) => cosine[(i + (period / 2 * 3)) % (2 * period)];
        coefficients.Clear();
        Span<double> real = stackalloc double[Vector<double>.Count];
        Span<double> imaginary = stackalloc double[real.Length];
        for (var point = 0; point < period / 2; point += real.Length)
        {
            // Lanes beyond the last point repeat it and are not read.
            for (var lane = 0; lane < real.Length; lane++)
            {
                var angle = (2 * Math.Min(point + lane, (period / 2) - 1)) + 1;
                real[lane] = cosine[angle];
                imaginary[lane] = Sine(angle);
            }

            // Dividing by a power of the same z, not by the table's, lets the rounding of z cancel.
            var z = new ComplexLanes(new(real), new(imaginary));
            var value = spectrum.At(z) * new ComplexLanes(z.Real, -z.Imaginary).Power(first);
            for (var lane = 0; lane < real.Length && point + lane < period / 2; lane++)
            {
                var step = (2 * (point + lane)) + 1;
                var angle = 0;
                var (re, im) = (value.Real[lane] * 2 / period, value.Imaginary[lane] * 2 / period);
                if (re == 0 && im == 0)
                    continue;

                foreach (ref var coefficient in coefficients)
                {
                    coefficient += (re * cosine[angle]) + (im * Sine(angle));
                    angle += step;
                    if (angle >= 2 * period)
                        angle -= 2 * period;
                }
            }
        }
    }
}
