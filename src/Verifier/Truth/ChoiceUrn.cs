namespace HeavySim.Verifier.Truth;

/// <summary>The urn that choices among the answers shown are drawn from. What was never chosen adds to its size alone.</summary>
internal readonly ref struct ChoiceUrn
{
    private const int UsualVotes = 33;
    private const int MostMultiplied = 8;

    private readonly ChosenOutcome _chosen;
    private readonly double[] _terms;
    private readonly double[] _weights;
    private readonly double _sum;
    private readonly double _right;
    private readonly double _size;

    public ChoiceUrn(ChosenOutcome chosen, double[] terms, double[] weights)
    {
        (_chosen, _terms, _weights) = (chosen, terms, weights);
        (_right, _size) = (Math.Exp(terms[0]), Math.Exp(terms[2]));
        foreach (var kind in chosen.Kinds)
            _sum += kind.Count * Weight(kind);
    }

    /// <summary>What a wrong answer weighs, by its votes up to a number that most problems keep to.</summary>
    public static double[] WeightsOf(double[] terms) => [.. Enumerable.Range(0, UsualVotes).Select(votes => WeightOf(votes, terms))];

    /// <summary>The log-probability of the choices if an answer of that kind is right, or none shown where it is -1.</summary>
    public double LogLikelihood(int right)
    {
        var kinds = _chosen.Kinds;
        var sum = right < 0 ? _sum : _sum - Weight(kinds[right]) + _right;
        if (_chosen.Drawn > MostMultiplied)
            return InLogs(right, sum);

        // Of few draws one logarithm is enough.
        var ratio = 1.0;
        for (var i = 0; i < kinds.Length; i++)
        {
            var wrong = i == right ? kinds[i].Count - 1 : kinds[i].Count;
            for (var win = 0; win < kinds[i].Wins; win++)
            {
                for (var answer = 0; answer < wrong; answer++)
                    ratio *= (Weight(kinds[i]) * _size / sum) + win;
                ratio *= i != right ? 1 : (_right * _size / sum) + win;
            }
        }

        for (var draw = 0; draw < _chosen.Drawn; draw++)
            ratio /= _size + draw;
        return Math.Log(ratio);
    }

    /// <summary>
    /// Adds the derivatives of the log-likelihood by λ, κ and the logarithm of the size, in closed form. With x the share of an answer
    /// in the urn, a factor x (x + 1) … adds a g to the first and (a - b) g² + a h to the second, where a = Σ x/(x + j),
    /// b = Σ (x/(x + j))², and g and h are the derivatives of log x.
    /// </summary>
    /// <param name="slopes">What they are added to.</param>
    /// <param name="right">As for <see cref="LogLikelihood"/>.</param>
    /// <param name="mass">What they count.</param>
    public void AddSlopes(Slopes slopes, int right, double mass)
    {
        var kinds = _chosen.Kinds;
        var (sum, logs, squares) = (right < 0 ? 0 : _right, 0.0, 0.0);
        for (var i = 0; i < kinds.Length; i++)
        {
            var wrong = (i == right ? kinds[i].Count - 1 : kinds[i].Count) * Weight(kinds[i]);
            var log = LogVotes(kinds[i]);
            sum += wrong;
            logs += wrong * log;
            squares += wrong * log * log;
        }

        var share = right < 0 ? 0 : _right / sum;
        var mean = logs / sum;
        var (bendλ, bendκ) = (-share * (1 - share), (mean * mean) - (squares / sum));
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i].Wins == 0)
                continue;

            var wrong = i == right ? kinds[i].Count - 1 : kinds[i].Count;
            if (wrong > 0)
                Add(wrong * mass, Weight(kinds[i]) * _size / sum, kinds[i].Wins, -share, LogVotes(kinds[i]) - mean);
            if (i == right)
                Add(mass, _right * _size / sum, kinds[i].Wins, 1 - share, -mean);
        }

        (bendλ, bendκ) = (0, 0);
        Add(-mass, _size, _chosen.Drawn, 0, 0);

        void Add(double weight, double x, int draws, double byλ, double byκ)
        {
            var (a, b) = (0.0, 0.0);
            for (var j = 0; j < draws; j++)
            {
                var part = x / (x + j);
                a += part;
                b += part * part;
            }

            slopes.First[0] += weight * a * byλ;
            slopes.First[1] += weight * a * byκ;
            slopes.First[2] += weight * a;
            slopes.Second[0] += weight * (((a - b) * byλ * byλ) + (a * bendλ));
            slopes.Second[1] += weight * (((a - b) * byκ * byκ) + (a * bendκ));
            slopes.Second[2] += weight * (a - b);
        }
    }

    private double InLogs(int right, double sum)
    {
        var kinds = _chosen.Kinds;
        var result = -PolyaLaw.LogRising(_size, _chosen.Drawn);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i].Wins == 0)
                continue;

            var wrong = i == right ? kinds[i].Count - 1 : kinds[i].Count;
            result += wrong == 0 ? 0 : wrong * PolyaLaw.LogRising(Weight(kinds[i]) * _size / sum, kinds[i].Wins);
            result += i != right ? 0 : PolyaLaw.LogRising(_right * _size / sum, kinds[i].Wins);
        }

        return result;
    }

    private static double LogVotes(ChosenKind kind) => kind.Votes <= 1 ? 0 : Math.Log(kind.Votes);

    private double Weight(ChosenKind kind) => kind.Votes < _weights.Length ? _weights[kind.Votes] : WeightOf(kind.Votes, _terms);

    private static double WeightOf(int votes, double[] terms) => votes <= 1 ? 1 : Math.Exp(terms[1] * Math.Log(votes));
}
