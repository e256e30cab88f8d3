namespace HeavySim.Statistics;

/// <summary>
/// maj@k among the samples that a verifier accepts: a rejected sample is drawn and does not vote, exactly as one that abstained.
/// </summary>
public static class FilterVote
{
    /// <summary>Fills the accuracy of the filtered vote for k = 1, 2, ...</summary>
    /// <param name="accepted">The samples accepted, with those that abstained.</param>
    /// <param name="rejected">The samples rejected; their classes only matter for the fallback.</param>
    /// <param name="fallsBack">True to take the plain vote of what was drawn when nothing drawn was accepted.</param>
    /// <param name="curve">Element k-1 receives the accuracy with k samples.</param>
    /// <exception cref="ArgumentException">The curve is longer than there are samples.</exception>
    public static void Accuracy(AnswerCounts accepted, AnswerCounts rejected, bool fallsBack, Span<double> curve)
    {
        var silent = accepted.Abstained + rejected.Samples;
        MajorityVote.Accuracy(new AnswerCounts(accepted.Counts, accepted.RightShares, silent), curve);
        if (!fallsBack || rejected.Counts.IsEmpty)
            return;

        // Nothing accepted among k: all of them come from the rejected and the silent, C(r,k)/C(n,k) of the draws.
        var pool = new AnswerCounts(rejected.Counts, rejected.RightShares, rejected.Abstained + accepted.Abstained);
        var samples = accepted.Samples + rejected.Samples;
        var plain = new double[Math.Min(pool.Samples, curve.Length)];
        MajorityVote.Accuracy(pool, plain);
        var share = 1.0;
        for (var k = 1; k <= plain.Length; k++)
        {
            share *= (pool.Samples - k + 1.0) / (samples - k + 1);
            curve[k - 1] += share * plain[k - 1];
        }
    }
}
