namespace HeavySim.Statistics.Predicting;

/// <summary>A Beta distribution by its middle and its size, in which a random walk moves freely.</summary>
/// <param name="Logit">The logit of the mean α/(α+β).</param>
/// <param name="LogSize">ln(α+β).</param>
internal sealed record BetaShape(double Logit, double LogSize)
{
    private double Alpha => Math.Exp(LogSize) / (1 + Math.Exp(-Logit));

    private double Beta => Math.Exp(LogSize) / (1 + Math.Exp(Logit));

    /// <summary>P(these c of n samples succeed), without the binomial coefficient.</summary>
    public double Likelihood(int samples, int right) => Math.Exp(new ZeroInflatedBeta(0, Alpha, Beta).LogLikelihood(samples, right));

    /// <summary>Draws the probability of a problem of which so many samples succeeded.</summary>
    public double DrawGiven(int samples, int right, ref RandomStream random) =>
        Draws.Beta(ref random, Alpha + right, Beta + samples - right);

    /// <summary>The shape one random step away.</summary>
    public BetaShape Step(double reach, ref RandomStream random) =>
        new(Logit + (reach * random.NextNormal()), LogSize + (reach * random.NextNormal()));
}
