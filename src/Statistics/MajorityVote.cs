using System.Buffers;
using HeavySim.Mathematics;

namespace HeavySim.Statistics;

/// <summary>
/// maj@k: the probability that the plurality among k of the n recorded samples, drawn without replacement, is a right answer. Ties are
/// broken uniformly; samples that abstained are drawn and do not vote. This is the U-statistic of the vote: unbiased for every k ≤ n, and
/// it uses every subset of the samples where the usual harnesses use one prefix.
/// </summary>
/// <remarks>
/// For the target class to win with t votes every rival has at most t. Rivals that hold fewer than t samples cannot get there, so they
/// merge into one pool with generating function (1+x)^light. Every other rival contributes Σ_{y&lt;t} C(c,y)x^y + u·C(c,t)x^t where u
/// counts ties, and ∫₀¹ u^T du = 1/(T+1) is the target's chance in a tie of T rivals. The integrand is a polynomial in u, so
/// Gauss-Legendre quadrature does it exactly, one multiplication of polynomials in x per node. Nothing is ever subtracted.
/// </remarks>
public static class MajorityVote
{
    /// <summary>The most samples for which the polynomials are multiplied out; from there on <see cref="BandedVote"/> is faster.</summary>
    private const int MostByBinomials = 128;

    /// <summary>Fills maj@1, maj@2, ... of one problem.</summary>
    /// <param name="problem">The samples of the problem.</param>
    /// <param name="curve">Element k-1 receives maj@k, in 0..1; at most as long as there are samples.</param>
    /// <exception cref="ArgumentException">The curve is longer than there are samples.</exception>
    public static void Accuracy(AnswerCounts problem, Span<double> curve)
    {
        if (curve.Length > problem.Samples)
            throw new ArgumentException($"maj@{curve.Length} needs that many samples; there are {problem.Samples}.", nameof(curve));

        if (problem.Samples > MostByBinomials)
            BandedVote.Accuracy(problem, curve);
        else
            CountSubsets(problem, curve);
    }

    /// <summary>The whole curve of one problem: element k-1 is maj@k.</summary>
    public static double[] Accuracy(AnswerCounts problem)
    {
        var curve = new double[problem.Samples];
        Accuracy(problem, curve);
        return curve;
    }

    /// <summary>The curve by multiplying the polynomials out, with the full precision of every value.</summary>
    /// <param name="problem">A problem of at most <see cref="Binomials.LargestRow"/> samples.</param>
    /// <param name="curve">Element k-1 receives maj@k, in 0..1.</param>
    internal static void CountSubsets(AnswerCounts problem, Span<double> curve)
    {
        curve.Clear();
        for (var target = 0; target < problem.Counts.Length;)
        {
            // Classes of equal size win equally often: one computation serves all of them.
            var group = EqualClasses.From(problem, target);
            if (group.Right > 0)
                AddWins(problem, target, group.Right, curve);
            target += group.Classes;
        }

        foreach (ref var value in curve)
            value = Math.Min(value, 1);
    }

    private static void AddWins(AnswerCounts problem, int target, double weight, Span<double> curve)
    {
        const int Buffers = 5;
        const int OnStack = 128;
        var width = curve.Length + 1;
        double[]? rented = null;
        var scratch = width <= OnStack ? stackalloc double[Buffers * OnStack] : (rented = ArrayPool<double>.Shared.Rent(Buffers * width));
        var rivals = ArrayPool<int>.Shared.Rent(problem.Counts.Length);

        var counts = problem.Counts;
        counts[..target].CopyTo(rivals);
        counts[(target + 1)..].CopyTo(rivals.AsSpan(target));
        var wins = scratch[..width];
        Count(rivals.AsSpan(0, counts.Length - 1), problem.Abstained, counts[target], wins, scratch[width..(Buffers * width)]);
        var draws = Binomials.Row(problem.Samples);
        for (var k = 1; k < width; k++)
            curve[k - 1] += weight * wins[k] / draws[k];

        ArrayPool<int>.Shared.Return(rivals);
        if (rented is not null)
            ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>Counts, for every k, the k-subsets in which the target wins; a tie of T rivals counts 1/(T+1).</summary>
    private static void Count(ReadOnlySpan<int> rivals, int abstained, int votes, Span<double> wins, Span<double> scratch)
    {
        var width = wins.Length;
        var pending = scratch[..width];
        wins.Clear();
        pending.Clear();

        var heavy = rivals.Length;
        var light = abstained;
        var own = Binomials.Row(votes);
        for (var t = 1; t <= votes && t < width; t++)
        {
            if (heavy > 0 && rivals[heavy - 1] < t)
            {
                // The pool grows: what was counted against the old one is settled first.
                Polynomials.AddProduct(wins, pending, Binomials.Row(light)[..Math.Min(light + 1, width)]);
                pending.Clear();
                while (heavy > 0 && rivals[heavy - 1] < t)
                    light += rivals[--heavy];
            }

            if (heavy == 0)
                pending[t] += own[t];
            else if (t == 1)
                AddFirstLevel(rivals, own[1], pending[1..], scratch[width..]);
            else
                AddLevel(rivals[..heavy], t, own[t], pending[t..], scratch[width..]);
        }

        Polynomials.AddProduct(wins, pending, Binomials.Row(light)[..Math.Min(light + 1, width)]);
    }

    /// <summary>Level 1, where every rival drawn ties: Π(1 + c·x), and d votes are d ties.</summary>
    private static void AddFirstLevel(ReadOnlySpan<int> rivals, double factor, Span<double> pending, Span<double> product)
    {
        var length = Math.Min(rivals.Length + 1, pending.Length);
        product = product[..length];
        product.Clear();
        product[0] = 1;
        for (var j = 0; j < rivals.Length; j++)
        {
            for (var d = Math.Min(j + 1, length - 1); d > 0; d--)
                product[d] += rivals[j] * product[d - 1];
        }

        for (var d = 0; d < length; d++)
            pending[d] += factor * product[d] / (d + 1);
    }

    private static void AddLevel(ReadOnlySpan<int> rivals, int t, double factor, Span<double> pending, Span<double> scratch)
    {
        var width = pending.Length;
        var rule = GaussLegendre.ForDegree(rivals.Length);
        for (var node = 0; node < rule.Nodes.Length; node++)
        {
            var current = scratch[..width];
            var next = scratch.Slice(width, width);
            current[0] = 1;
            var length = 1;
            foreach (var count in rivals)
            {
                var grown = Math.Min(length + t, width);
                var row = Binomials.Row(count);
                next[..grown].Clear();
                for (var y = 0; y < t && y < grown; y++)
                    Polynomials.AddScaled(next[y..grown], current[..length], row[y]);
                if (t < grown)
                    Polynomials.AddScaled(next[t..grown], current[..length], rule.Nodes[node] * row[t]);

                var swap = current;
                current = next;
                next = swap;
                length = grown;
            }

            Polynomials.AddScaled(pending, current[..length], factor * rule.Weights[node]);
        }
    }
}
