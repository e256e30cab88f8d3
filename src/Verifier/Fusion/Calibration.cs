namespace HeavySim.Verifier;

/// <summary>
/// Platt scaling (Platt 1999): confidence = 1 / (1 + exp(−(intercept + slope · log odds))). Corrects what a posterior over the given
/// answers cannot know: that none of them may be right.
/// </summary>
/// <param name="Intercept">Added to the log odds.</param>
/// <param name="Slope">Times the log odds, at least 0.</param>
internal sealed record Calibration(double Intercept, double Slope)
{
    /// <summary>The precision where golds number some dozens: a scale that follows them freely would follow their accidents.</summary>
    public const double ForFewGolds = 16;

    private const double Edge = 1e-4;

    /// <summary>Leaves probabilities as they are.</summary>
    public static Calibration Identity { get; } = new(0, 1);

    /// <summary>The calibrated probability.</summary>
    public double Apply(double probability) => LogOdds.ToProbability(Intercept + (Slope * Coordinate(probability)));

    /// <summary>Fits by penalised maximum likelihood, held near <see cref="Identity"/> by a normal prior.</summary>
    /// <param name="outcomes">Claimed probability, and how right the claim was (1 right, 0 wrong, between for ties).</param>
    /// <param name="precision">The precision of the prior, above 0: 1 (the default) gives way to some ten outcomes.</param>
    public static Calibration Fit(IReadOnlyList<(double Claimed, double Right)> outcomes, double precision = 1)
    {
        var (a, b) = (0.0, 1.0);
        for (var iteration = 0; iteration < 50; iteration++)
        {
            // Newton on the 2x2 system; the prior keeps it positive definite.
            double ga = precision * a, gb = precision * (b - 1), haa = precision, hab = 0, hbb = precision;
            foreach (var (claimed, right) in outcomes)
            {
                var x = Coordinate(claimed);
                var p = LogOdds.ToProbability(a + (b * x));
                var w = p * (1 - p);
                ga += p - right;
                gb += (p - right) * x;
                haa += w;
                hab += w * x;
                hbb += w * x * x;
            }

            var determinant = (haa * hbb) - (hab * hab);
            var da = ((hbb * ga) - (hab * gb)) / determinant;
            var db = ((haa * gb) - (hab * ga)) / determinant;
            var damp = Math.Min(1, 2 / Math.Max(Math.Abs(da), Math.Abs(db)));
            a -= damp * da;
            b -= damp * db;
            if (Math.Abs(da) + Math.Abs(db) < 1e-9)
                break;
        }

        return new Calibration(a, Math.Max(0, b));
    }

    private static double Coordinate(double probability) => LogOdds.Of(Math.Clamp(probability, Edge, 1 - Edge));
}
