namespace HeavySim.Experiments.Statistics;

/// <summary>
/// <see cref="MajorityVote"/> beyond the range of double-precision binomials (thousands of samples). Each sample is drawn
/// independently with probability q; given that k are drawn, the draw is uniform without replacement, so P(win and k drawn) divided by
/// P(k drawn) is maj@k, for every q. A few dozen values of q cover all k, each responsible for the band of k that it makes likely, and
/// within a band every class only has to be followed through the votes it can plausibly get. What is dropped is below 1e-15 of the result.
/// </summary>
internal sealed class BandedVote
{
    /// <summary>Half the width of a band in standard deviations of the number drawn.</summary>
    private const double HalfBand = 4;

    /// <summary>Joint probabilities below this are dropped; inside a band it is still 1e-18 of the probability of its k.</summary>
    private const double Negligible = 1e-26;

    private readonly int[] _rivals;
    private readonly int _abstained;
    private readonly int _votes;
    private readonly double _q;
    private readonly Dictionary<int, BinomialWindow> _windows = [];

    private BandedVote(int[] rivals, int abstained, int votes, double q)
    {
        _rivals = rivals;
        _abstained = abstained;
        _votes = votes;
        _q = q;
    }

    /// <inheritdoc cref="MajorityVote.AddWins"/>
    public static void AddWins(ReadOnlySpan<int> counts, int abstained, int target, double weight, Span<double> curve)
    {
        int[] rivals = [.. counts[..target], .. counts[(target + 1)..]];
        var total = abstained + counts[target] + rivals.Sum();
        var k = 1;
        while (k <= curve.Length)
        {
            // On the scale of arcsin(sqrt(q)) every band is equally wide: the variance-stabilising transform of the binomial.
            var reach = HalfBand / (2 * Math.Sqrt(total));
            var start = Math.Asin(Math.Sqrt((double)k / total));
            var centre = start + reach;
            var q = centre < Math.PI / 2 ? Math.Pow(Math.Sin(centre), 2) : 1;
            var end = centre + reach < Math.PI / 2 ? (int)(total * Math.Pow(Math.Sin(centre + reach), 2)) : total;
            end = Math.Clamp(end, k, curve.Length);
            // The last draws are certain: with q = 1 only k = n can be had, so the final band stays just below.
            q = Math.Min(q, 1 - (0.5 / total));

            var band = new Band(k, new double[end - k + 1]);
            new BandedVote(rivals, abstained, counts[target], q).Fill(band);
            var drawn = new BinomialWindow(total, q);
            for (var i = 0; i < band.Wins.Length; i++)
                curve[k - 1 + i] += weight * Math.Min(1, band.Wins[i] / drawn.At(k + i));
            k = end + 1;
        }
    }

    private void Fill(Band band)
    {
        var own = Window(_votes);
        var heavy = _rivals.Length;
        var light = _abstained;
        var pending = new Segment(0, []);
        for (var t = Math.Max(1, own.Low); t <= Math.Min(own.High, band.First + band.Wins.Length - 1); t++)
        {
            if (heavy > 0 && Window(_rivals[heavy - 1]).High < t)
            {
                Settle(pending, light, band);
                pending = new Segment(0, []);
                while (heavy > 0 && Window(_rivals[heavy - 1]).High < t)
                    light += _rivals[--heavy];
            }

            if (Bound(heavy, t) * own.At(t) >= Negligible)
                pending = pending.Plus(t == 1 ? FirstLevel(heavy) : Level(heavy, t), t, own.At(t));
        }

        Settle(pending, light, band);
    }

    private void Settle(Segment pending, int light, Band band)
    {
        if (pending.Values.Length == 0)
            return;

        var pool = Window(light);
        for (var i = 0; i < pending.Values.Length; i++)
        {
            var offset = pending.Low + i + pool.Low - band.First;
            if (offset >= band.Wins.Length || pending.Values[i] == 0)
                continue;
            var skip = Math.Max(0, -offset);
            if (skip < pool.Values.Length)
                Polynomials.AddScaled(band.Wins.AsSpan(offset + skip), pool.Values.AsSpan(skip), pending.Values[i]);
        }
    }

    /// <summary>P(no heavy rival has more than t votes).</summary>
    private double Bound(int heavy, int t)
    {
        var bound = 1.0;
        for (var j = 0; j < heavy && bound >= Negligible; j++)
            bound *= Window(_rivals[j]).UpTo(t);
        return bound;
    }

    /// <summary>Level 1: every rival drawn ties, so d votes are d ties, and classes of one size are a binomial together.</summary>
    private Segment FirstLevel(int heavy)
    {
        var product = Segment.One;
        for (var j = 0; j < heavy;)
        {
            var end = j;
            while (end < heavy && _rivals[end] == _rivals[j])
                end++;

            var window = Window(_rivals[j]);
            var none = window.At(0);
            var one = window.At(1);
            var drawn = new BinomialWindow(end - j, one / (none + one));
            product = product.Times(new Segment(drawn.Low, drawn.Values), Math.Pow(none + one, end - j));
            j = end;
        }

        for (var i = 0; i < product.Values.Length; i++)
            product.Values[i] /= product.Low + i + 1;
        return product;
    }

    private Segment Level(int heavy, int t)
    {
        var rule = GaussLegendre.ForDegree(LikelyTies(heavy, t));
        var sum = new Segment(0, []);
        for (var node = 0; node < rule.Nodes.Length; node++)
        {
            var product = Segment.One;
            for (var j = 0; j < heavy; j++)
            {
                var window = Window(_rivals[j]);
                var factor = window.Values[..(Math.Min(t, window.High) - window.Low + 1)];
                if (window.High >= t)
                    factor[^1] *= rule.Nodes[node];
                product = product.Times(new Segment(window.Low, factor), 1);
            }

            sum = sum.Plus(product, 0, rule.Weights[node]);
        }

        return sum;
    }

    /// <summary>A number of ties that is exceeded with negligible probability (Chernoff's bound for independent indicators).</summary>
    private int LikelyTies(int heavy, int t)
    {
        var mean = 0.0;
        for (var j = 0; j < heavy; j++)
        {
            var window = Window(_rivals[j]);
            mean += window.At(t) / window.UpTo(t);
        }

        var ties = (int)mean + 1;
        while (ties < heavy && ties - mean - (ties * Math.Log(ties / mean)) > Math.Log(Negligible))
            ties++;
        return Math.Min(ties, heavy);
    }

    private BinomialWindow Window(int count)
    {
        if (!_windows.TryGetValue(count, out var window))
            _windows[count] = window = new BinomialWindow(count, _q);
        return window;
    }

    /// <summary>The joint probabilities of winning and drawing k, for k from First on.</summary>
    private sealed record Band(int First, double[] Wins);

    /// <summary>A polynomial whose first non-zero degree is Low.</summary>
    private sealed record Segment(int Low, double[] Values)
    {
        public static Segment One => new(0, [1]);

        public Segment Times(Segment other, double factor)
        {
            var product = new double[Values.Length + other.Values.Length - 1];
            Polynomials.AddProduct(product, Values, other.Values);
            var first = 0;
            var last = product.Length - 1;
            for (var i = 0; i < product.Length; i++)
                product[i] *= factor;
            while (first < last && product[first] < Negligible * 1e-6)
                first++;
            while (last > first && product[last] < Negligible * 1e-6)
                last--;
            return new Segment(Low + other.Low + first, product[first..(last + 1)]);
        }

        public Segment Plus(Segment other, int shift, double factor)
        {
            var low = Values.Length == 0 ? other.Low + shift : Math.Min(Low, other.Low + shift);
            var end = Math.Max(Values.Length == 0 ? low : Low + Values.Length, other.Low + shift + other.Values.Length);
            var sum = low == Low && end - low == Values.Length ? Values : new double[end - low];
            if (!ReferenceEquals(sum, Values))
                Values.CopyTo(sum, Values.Length == 0 ? 0 : Low - low);
            Polynomials.AddScaled(sum.AsSpan(other.Low + shift - low), other.Values, factor);
            return new Segment(low, sum);
        }
    }
}
