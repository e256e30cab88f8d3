namespace HeavySim.Verifier.Truth;

/// <summary>
/// The choices of one kind of judge among several answers: drawn by Polya's urn, in which the right answer weighs exp(λ) and a wrong one
/// the number of its votes to the power κ, as wrong answers that many give are the ones that many find convincing. The smaller the urn, the
/// more the judges of one problem agree, whether right or not.
/// </summary>
internal sealed class ChoiceLaw : ITruthLaw
{
    // The prior: means and standard deviations of λ, κ and the logarithm of the urn's size. Assumed.
    private static readonly double[] PriorMean = [1, .3, 1];
    private static readonly double[] PriorSpread = [.8, .4, .8];
    private const double Step = 1e-3;
    private const double LongestStep = .5;
    private const double Negligible = 1e-4;
    private const int UsualVotes = 33;

    private readonly double[] _terms;
    private readonly double[] _weights;

    private ChoiceLaw(string name, double[] terms, bool isBlind)
    {
        Name = name;
        _terms = terms;
        _weights = WeightsOf(terms);
        IsBlind = isBlind;
    }

    public string Name { get; }

    public string Words => IsBlind
        ? $"{Name} is not heard, as it was not seen to tell right from wrong"
        : $"{Name}: the right answer weighs as {Math.Exp(_terms[0]):0.0} wrong ones";

    public bool IsBlind { get; }

    public bool IsInverted => !IsBlind && _terms[0] < 0;

    public IReadOnlyList<double> Terms => _terms;

    public ITruthLaw With(ReadOnlySpan<double> terms) => new ChoiceLaw(Name, Bounded(terms), IsBlind);

    /// <summary>The law before anything is learned.</summary>
    public static ChoiceLaw Of(string judge) => new(judge, [.. PriorMean], isBlind: false);

    public void AddTo(double[] scores, TruthProblem problem)
    {
        foreach (var chosen in problem.Choosings)
        {
            if (chosen.Judge == Name)
                AddTo(scores, problem, chosen);
        }
    }

    public ITruthLaw Learn(IReadOnlyList<TruthProblem> problems, IReadOnlyList<double[]> truths)
    {
        var seen = problems
            .Zip(truths, static (problem, truth) => (Problem: problem, Truth: truth))
            .SelectMany(x => x.Problem.Choosings.Where(c => c.Judge == Name).Select(c => (x.Problem, Chosen: c, x.Truth)))
            .ToList();
        return new ChoiceLaw(Name, Newton.Step(_terms, Objective, LongestStep, Step, IsBlind ? [1, 2] : [0, 1, 2]), IsBlind);

        double Objective(double[] terms)
        {
            var total = 0.0;
            var weights = WeightsOf(terms);
            foreach (var (problem, chosen, truth) in seen)
            {
                // What is not shown cannot be chosen: all such truths are one.
                var none = 1.0;
                var urn = new Urn(problem, chosen, terms, weights);
                for (var i = 0; i < chosen.Shown.Count && !IsBlind; i++)
                {
                    var weight = truth[chosen.Shown[i]];
                    none -= weight;
                    if (weight > Negligible)
                        total += weight * urn.LogLikelihood(i);
                }

                if (none > Negligible)
                    total += none * urn.LogLikelihood(-1);
            }

            for (var i = 0; i < terms.Length; i++)
                total -= .5 * Math.Pow((terms[i] - PriorMean[i]) / PriorSpread[i], 2);
            return total;
        }
    }

    public ITruthLaw Blinded() => new ChoiceLaw(Name, [0, _terms[1], _terms[2]], isBlind: true);

    public ITruthLaw Inverted() => new ChoiceLaw(Name, [-_terms[0], _terms[1], _terms[2]], IsBlind);

    private static double[] Bounded(ReadOnlySpan<double> terms) =>
        [Math.Clamp(terms[0], -6, 6), Math.Clamp(terms[1], -3, 3), Math.Clamp(terms[2], -3, 5)];

    private void AddTo(double[] scores, TruthProblem problem, ChosenAnswers chosen)
    {
        var urn = new Urn(problem, chosen, _terms, _weights);
        var none = urn.LogLikelihood(-1);
        for (var t = 0; t < scores.Length; t++)
        {
            var place = t < problem.Answers.Count && !IsBlind ? Place(chosen.Shown, t) : -1;
            scores[t] += place < 0 ? none : urn.LogLikelihood(place);
        }
    }

    private static int Place(IReadOnlyList<int> shown, int answer)
    {
        for (var i = 0; i < shown.Count; i++)
        {
            if (shown[i] == answer)
                return i;
        }

        return -1;
    }

    /// <summary>What a wrong answer weighs, by its votes up to a number that most problems keep to.</summary>
    private static double[] WeightsOf(double[] terms) => [.. Enumerable.Range(0, UsualVotes).Select(votes => WeightOf(votes, terms))];

    private static double WeightOf(int votes, double[] terms) => votes <= 1 ? 1 : Math.Exp(terms[1] * Math.Log(votes));

    /// <summary>The urn that choices among the answers shown are drawn from. What was never chosen adds to its size alone.</summary>
    private readonly ref struct Urn
    {
        private readonly TruthProblem _problem;
        private readonly ChosenAnswers _chosen;
        private readonly double[] _terms;
        private readonly double[] _weights;
        private readonly double _sum;
        private readonly double _right;
        private readonly double _size;
        private readonly double _drawn;

        public Urn(TruthProblem problem, ChosenAnswers chosen, double[] terms, double[] weights)
        {
            (_problem, _chosen, _terms, _weights) = (problem, chosen, terms, weights);
            (_right, _size) = (Math.Exp(terms[0]), Math.Exp(terms[2]));
            for (var i = 0; i < chosen.Shown.Count; i++)
            {
                _sum += Weight(i);
                _drawn += chosen.Wins[i];
            }
        }

        /// <summary>The log-probability of the choices if the answer in that place is right, or none shown where it is -1.</summary>
        public double LogLikelihood(int right)
        {
            var sum = right < 0 ? _sum : _sum - Weight(right) + _right;
            var result = -PolyaLaw.LogRising(_size, _drawn);
            for (var i = 0; i < _chosen.Shown.Count; i++)
            {
                if (_chosen.Wins[i] > 0)
                    result += PolyaLaw.LogRising((i == right ? _right : Weight(i)) * _size / sum, _chosen.Wins[i]);
            }

            return result;
        }

        private double Weight(int place)
        {
            var votes = _problem.Answers[_chosen.Shown[place]].Votes;
            return votes < _weights.Length ? _weights[votes] : WeightOf(votes, _terms);
        }
    }
}
