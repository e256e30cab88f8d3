namespace HeavySim.Statistics;

/// <summary>
/// best-of-k: the probability that the highest-scored among k of n samples, drawn without replacement, is right; equal scores are drawn
/// from uniformly.
/// </summary>
/// <remarks>
/// In ascending order of score, a group of g equal scores with b samples below it and r right ones holds the best of k in
/// C(b+g,k) - C(b,k) of C(n,k) subsets, and a share r/g of those is right.
/// </remarks>
public static class BestOfK
{
    /// <summary>Fills best-of-k for k = 1, 2, ...</summary>
    /// <param name="scores">The score of each sample, higher is better; a sample without an answer scores negative infinity.</param>
    /// <param name="isRight">Whether each sample is right.</param>
    /// <param name="curve">Element k-1 receives best-of-k.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score is not a number, or the curve is longer than there are samples.</exception>
    public static void Accuracy(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isRight, Span<double> curve)
    {
        if (scores.Length != isRight.Length)
            throw new ArgumentException("Every sample needs its score and its grade.", nameof(isRight));
        if (curve.Length > scores.Length)
            throw new ArgumentException($"best-of-{curve.Length} needs that many samples; there are {scores.Length}.", nameof(curve));

        var ranked = scores.ToArray();
        var right = isRight.ToArray();
        foreach (var score in ranked)
        {
            if (double.IsNaN(score))
                throw new ArgumentException("A score must be a number.", nameof(scores));
        }

        Array.Sort(ranked, right);
        curve.Clear();
        for (var end = ranked.Length; end > 0;)
        {
            var below = end;
            var hits = 0;
            for (; below > 0 && ranked[below - 1] == ranked[end - 1]; below--)
                hits += right[below - 1] ? 1 : 0;

            if (hits > 0)
                AddGroup(below, end, (double)hits / (end - below), ranked.Length, curve);
            end = below;
        }
    }

    private static void AddGroup(int below, int end, double share, int samples, Span<double> curve)
    {
        double upTo = 1, under = 1;
        for (var k = 1; k <= curve.Length; k++)
        {
            upTo *= Math.Max(0, end - k + 1) / (samples - k + 1.0);
            under *= Math.Max(0, below - k + 1) / (samples - k + 1.0);
            // What this group and all below it can still add no longer shows beside what the groups above it gave, and less so for larger k.
            if (upTo <= curve[k - 1] * 1e-18)
                return;
            curve[k - 1] += share * (upTo - under);
        }
    }
}
