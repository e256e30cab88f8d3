namespace HeavySim.Statistics;

/// <summary>How far the answers to one problem scatter. Only samples with an answer count.</summary>
/// <param name="Answered">Samples with an answer.</param>
/// <param name="Distinct">Different answers.</param>
/// <param name="EntropyBits">Plug-in Shannon entropy of the answers in bits; 0 when all agree. Biased low when samples are few.</param>
/// <param name="Agreement">
/// The probability that two different samples give the same answer, Σc(c-1)/(n(n-1)) (Simpson 1949), unbiased; null for fewer than two.
/// </param>
public sealed record AnswerDispersion(int Answered, int Distinct, double EntropyBits, double? Agreement)
{
    /// <summary>The number of equally frequent answers with the same entropy, 2^H (Hill 1973).</summary>
    public double EffectiveAnswers => Math.Pow(2, EntropyBits);

    /// <summary>Measures a problem.</summary>
    public static AnswerDispersion Of(AnswerCounts problem)
    {
        var answered = problem.Samples - problem.Abstained;
        var entropy = 0.0;
        var pairs = 0.0;
        foreach (var count in problem.Counts)
        {
            var share = (double)count / answered;
            entropy -= share * Math.Log2(share);
            pairs += (double)count * (count - 1);
        }

        return new AnswerDispersion(
            answered, problem.Counts.Length, Math.Max(0, entropy), answered < 2 ? null : pairs / ((double)answered * (answered - 1)));
    }
}
