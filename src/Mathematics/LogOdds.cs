namespace HeavySim.Mathematics;

/// <summary>Probabilities on the scale where independent evidence adds up.</summary>
internal static class LogOdds
{
    /// <summary>log(p / (1 − p)); p strictly between 0 and 1.</summary>
    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>1 / (1 + exp(−x)).</summary>
    public static double ToProbability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>The probability with its log-odds moved; what is impossible or certain stays so.</summary>
    public static double Shift(double probability, double logOdds) =>
        logOdds == 0 || probability is <= 0 or >= 1 ? probability : ToProbability(Of(probability) + logOdds);
}
