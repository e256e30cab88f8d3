namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Accuracy against agents of one side of a comparison: by its selector over choices of its agents, or by its vote, exactly.
/// </summary>
/// <remarks>
/// A problem at which calls failed has fewer samples than the ensemble has agents. Its vote is then that of the samples there are, as its
/// selector chooses among those.
/// </remarks>
internal sealed class SideCurve
{
    private const double Rounding = 1e-9;

    private readonly ComparedSide _side;
    private readonly Func<ComparedPairs.Pair, ComparedSide.Entry> _entry;

    public SideCurve(ComparedSide side, ComparedPairs pairs, Func<ComparedPairs.Pair, ComparedSide.Entry> entry)
    {
        (_side, _entry) = (side, entry);
        Sizes = side.Sizes.Count > 0 ? side.Sizes : [.. ComparedPairs.Ticks(pairs.Most(p => entry(p).Curve.Samples))];
    }

    /// <summary>The numbers of agents it is looked at, ascending.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>True where it is a selector's and no vote.</summary>
    public bool IsSelected => _side.Sizes.Count > 0;

    /// <summary>True when a problem is part of it.</summary>
    public bool Has(ComparedPairs.Pair pair) => !IsSelected || Sizes.All(_entry(pair).BySize.ContainsKey);

    /// <summary>Accuracy at a problem with k agents, k one of the sizes where a selector chooses.</summary>
    public double At(ComparedPairs.Pair pair, int k) => IsSelected ? _entry(pair).BySize[k].Right : VoteAt(pair, k);

    /// <summary>The vote at a problem with k agents.</summary>
    public double VoteAt(ComparedPairs.Pair pair, int k)
    {
        var majority = _entry(pair).Curve.Majority;
        return majority[Math.Min(k, majority.Count) - 1];
    }

    /// <summary>Mean output tokens of a problem with k agents; null where not known.</summary>
    public double? TokensAt(ComparedPairs pairs, int k) => IsSelected
        ? pairs.Mean(p => _entry(p).BySize[k].OutputTokens)
        : k * pairs.Mean(p => _entry(p).TokensPerSample);

    /// <summary>Its points by what they take, the cheapest first; null where tokens are not known or do not rise.</summary>
    public Priced? ByTokens(ComparedPairs pairs)
    {
        var knots = new List<(double Tokens, int K)>();
        // The vote is known at every k; a selector's curve is linear between its points.
        foreach (var k in IsSelected ? Sizes : Enumerable.Range(1, Sizes[^1]))
        {
            if (TokensAt(pairs, k) is not { } tokens || tokens <= (knots.Count == 0 ? 0 : knots[^1].Tokens))
                return null;
            knots.Add((tokens, k));
        }

        return new Priced(this, knots);
    }

    /// <summary>The curve against tokens: between two points it mixes them so as to spend that much on average.</summary>
    internal sealed class Priced(SideCurve curve, IReadOnlyList<(double Tokens, int K)> knots)
    {
        public double Least => knots[0].Tokens;

        public double Most => knots[^1].Tokens;

        public double TokensAt(int k) => knots.First(x => x.K == k).Tokens;

        public double AgentsAt(double tokens)
        {
            var (below, above, share) = Around(tokens);
            return below + (share * (above - below));
        }

        public double At(ComparedPairs.Pair pair, double tokens)
        {
            var (below, above, share) = Around(tokens);
            return (curve.At(pair, below) * (1 - share)) + (curve.At(pair, above) * share);
        }

        public bool Reaches(double tokens) => tokens >= Least * (1 - Rounding) && tokens <= Most * (1 + Rounding);

        private (int Below, int Above, double Share) Around(double tokens)
        {
            var i = 1;
            while (i < knots.Count - 1 && knots[i].Tokens < tokens)
                i++;
            if (knots.Count == 1)
                return (knots[0].K, knots[0].K, 0);
            var (below, above) = (knots[i - 1], knots[i]);
            return (below.K, above.K, Math.Clamp((tokens - below.Tokens) / (above.Tokens - below.Tokens), 0, 1));
        }
    }
}
