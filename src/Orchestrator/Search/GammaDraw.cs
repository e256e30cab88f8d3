namespace HeavySim.Orchestrator;

/// <summary>Draws from the gamma distribution of scale 1 (Marsaglia and Tsang 2000).</summary>
/// <remarks>
/// Not by a library: theirs draw from a generator with a state, and ours is keyed, so that no draw depends on those before it.
/// </remarks>
internal static class GammaDraw
{
    /// <param name="shape">The shape, more than 0.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    public static double Of(double shape, ref RandomStream stream)
    {
        // Below 1 the method draws at shape + 1 and shrinks; 1 - u is never 0.
        if (shape < 1)
            return Of(shape + 1, ref stream) * Math.Pow(1 - stream.NextDouble(), 1 / shape);

        var d = shape - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = stream.NextNormal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - stream.NextDouble()) < (x * x / 2) + (d * (1 - v + Math.Log(v))))
                return d * v;
        }
    }
}
