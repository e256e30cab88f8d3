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
    private const double LongestStep = .5;
    private const double Negligible = 1e-4;

    private readonly double[] _terms;
    private readonly ChoiceTable _table;

    // What an outcome adds to the log-likelihood if an answer of that place is right.
    private readonly double[] _scores;

    private ChoiceLaw(string name, double[] terms, bool isBlind, ChoiceTable table)
    {
        Name = name;
        _terms = terms;
        IsBlind = isBlind;
        _table = table;
        _scores = new double[table.Places];
        var weights = ChoiceUrn.WeightsOf(terms);
        foreach (var outcome in table.Outcomes)
        {
            var urn = new ChoiceUrn(outcome, terms, weights);
            for (var kind = -1; kind < outcome.Kinds.Length; kind++)
                _scores[outcome.First + 1 + kind] = isBlind && kind >= 0 ? _scores[outcome.First] : urn.LogLikelihood(kind);
        }
    }

    public string Name { get; }

    public string Words => IsBlind
        ? $"{Name} is not heard, as it was not seen to tell right from wrong"
        : $"{Name}: the right answer weighs as {Math.Exp(_terms[0]):0.0} wrong ones";

    public bool IsBlind { get; }

    public bool IsInverted => !IsBlind && _terms[0] < 0;

    public IReadOnlyList<double> Terms => _terms;

    public ITruthLaw With(ReadOnlySpan<double> terms) => new ChoiceLaw(Name, Bounded(terms), IsBlind, _table);

    /// <summary>The law before anything is learned.</summary>
    public static ChoiceLaw Of(string judge) => new(judge, [.. PriorMean], isBlind: false, new ChoiceTable(judge, []));

    public ITruthLaw Over(IReadOnlyList<TruthProblem> problems) => new ChoiceLaw(Name, _terms, IsBlind, new ChoiceTable(Name, problems));

    public void AddTo(Span<double> scores, int problem)
    {
        foreach (var row in _table.RowsOf(problem))
        {
            for (var t = 0; t < scores.Length - 1; t++)
                scores[t] += _scores[row.PlaceOf(t)];
            scores[^1] += _scores[row.None];
        }
    }

    public ITruthLaw Learn(RaggedRows<double> truths)
    {
        var right = RightByPlace(truths);
        return new ChoiceLaw(
            Name, Newton.Step(_terms, SlopesAt(right), Objective, LongestStep, IsBlind ? [1, 2] : [0, 1, 2]), IsBlind, _table);

        double Objective(double[] terms)
        {
            var total = 0.0;
            var weights = ChoiceUrn.WeightsOf(terms);
            foreach (var outcome in _table.Outcomes)
            {
                var urn = new ChoiceUrn(outcome, terms, weights);
                for (var kind = -1; kind < outcome.Kinds.Length; kind++)
                {
                    if (right[outcome.First + 1 + kind] is > Negligible and var mass)
                        total += mass * urn.LogLikelihood(kind);
                }
            }

            return total + PriorOf(terms);
        }
    }

    public ITruthLaw Blinded() => new ChoiceLaw(Name, [0, _terms[1], _terms[2]], isBlind: true, _table);

    public ITruthLaw Inverted() => new ChoiceLaw(Name, [-_terms[0], _terms[1], _terms[2]], IsBlind, _table);

    /// <summary>What the law is fitted by, at its own terms.</summary>
    private Slopes SlopesAt(double[] right)
    {
        var slopes = new Slopes(PriorOf(_terms), _terms.Length);
        for (var i = 0; i < _terms.Length; i++)
        {
            slopes.First[i] = (PriorMean[i] - _terms[i]) / (PriorSpread[i] * PriorSpread[i]);
            slopes.Second[i] = -1 / (PriorSpread[i] * PriorSpread[i]);
        }

        var weights = ChoiceUrn.WeightsOf(_terms);
        foreach (var outcome in _table.Outcomes)
        {
            var urn = new ChoiceUrn(outcome, _terms, weights);
            for (var kind = -1; kind < outcome.Kinds.Length; kind++)
            {
                if (right[outcome.First + 1 + kind] is not (> Negligible and var mass))
                    continue;

                slopes.Value += mass * _scores[outcome.First + 1 + kind];
                urn.AddSlopes(slopes, kind, mass);
            }
        }

        return slopes;
    }

    private static double PriorOf(double[] terms)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Length; i++)
            sum -= .5 * Math.Pow((terms[i] - PriorMean[i]) / PriorSpread[i], 2);
        return sum;
    }

    private static double[] Bounded(ReadOnlySpan<double> terms) =>
        [Math.Clamp(terms[0], -6, 6), Math.Clamp(terms[1], -3, 3), Math.Clamp(terms[2], -3, 5)];

    /// <summary>By place of the table, how many answers are expected to be right; where judges are blind, none that was shown.</summary>
    private double[] RightByPlace(RaggedRows<double> truths)
    {
        var right = new double[_table.Places];
        for (var p = 0; p < truths.Count; p++)
        {
            var truth = truths[p];
            foreach (var row in _table.RowsOf(p))
            {
                for (var t = 0; t < truth.Length - 1; t++)
                    right[IsBlind ? row.None : row.PlaceOf(t)] += truth[t];
                right[row.None] += truth[^1];
            }
        }

        return right;
    }
}
