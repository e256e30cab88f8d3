namespace HeavySim.Simulation;

/// <summary>Log-odds.</summary>
internal static class Logit
{
    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    public static double Inverse(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>The probability with its log-odds moved; what is impossible or certain stays so.</summary>
    public static double Shift(double probability, double logits) =>
        logits == 0 || probability is <= 0 or >= 1 ? probability : Inverse(Of(probability) + logits);
}
