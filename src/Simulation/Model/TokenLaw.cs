namespace HeavySim.Simulation;

/// <summary>How many tokens a reply takes.</summary>
internal sealed class TokenLaw(TokenLengths tokens, FastMode fast)
{
    /// <param name="stream">Where the numbers come from.</param>
    /// <param name="solve">The chance at the problem: hard problems take longer.</param>
    /// <param name="isWrong">Wrong attempts take longer.</param>
    /// <param name="isFast">Without thinking.</param>
    /// <param name="share">Of a solution's length: 1 for a solution.</param>
    public int Draw(ref RandomStream stream, double solve, bool isWrong, bool isFast, double share)
    {
        var median = tokens.Median * share * (isFast ? fast.TokenFactor : 1) * (isWrong ? tokens.WrongFactor : 1)
            * Math.Exp(tokens.HardFactor * (1 - solve));
        return (int)Math.Clamp(median * Math.Exp(tokens.Spread * NextDeviate(ref stream)), 1, 100_000_000);
    }

    /// <summary>Standard normal, or Student's t by Bailey's polar method (Bailey 1994).</summary>
    private double NextDeviate(ref RandomStream stream)
    {
        if (tokens.TailDegrees is not { } degrees)
            return stream.NextNormal();

        var radius = Math.Sqrt(degrees * (Math.Pow(1 - stream.NextDouble(), -2 / degrees) - 1));
        return radius * Math.Cos(2 * Math.PI * stream.NextDouble());
    }
}
