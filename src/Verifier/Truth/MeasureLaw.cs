namespace HeavySim.Verifier.Truth;

/// <summary>
/// A measure of the attempts: normal about a mean of the problem and of the answer, shifted by δ where the answer is right. The mean of the
/// problem may be anything, so only answers of one problem are held against each other; with n attempts the mean of an answer has the
/// variance ω² + σ²/n.
/// </summary>
internal sealed class MeasureLaw : ITruthLaw
{
    private const double PriorSpread = .3;
    private const double LongestStep = .3;
    private const double Step = 1e-3;

    // δ, log ω; δ in standard deviations of a single attempt, as ω.
    private readonly double[] _terms;
    private readonly double _spread;

    private MeasureLaw(string name, double[] terms, double spread, bool isBlind)
    {
        Name = name;
        _terms = terms;
        _spread = spread;
        IsBlind = isBlind;
    }

    public string Name { get; }

    public string Words => IsBlind
        ? $"{Name} is not heard, as it was not seen to tell right from wrong"
        : $"{Name}: right answers stand {_terms[0]:+0.00;-0.00} standard deviations off";

    public bool IsBlind { get; }

    /// <summary>False: right answers may be the shorter or the longer ones.</summary>
    public bool IsInverted => false;

    public IReadOnlyList<double> Terms => _terms;

    public ITruthLaw With(ReadOnlySpan<double> terms) =>
        new MeasureLaw(Name, [Math.Clamp(terms[0], -4, 4), Math.Clamp(terms[1], -5, 3)], _spread, IsBlind);

    /// <summary>The law before anything is learned: right answers do not differ. σ is taken from attempts that agree.</summary>
    public static MeasureLaw Of(string measure, IEnumerable<TruthProblem> problems)
    {
        var (squares, freedom) = (0.0, 0);
        foreach (var values in problems.SelectMany(p => p.Measures).Where(m => m.Name == measure).SelectMany(static m => m.Values))
        {
            var mean = values.Count == 0 ? 0 : values.Average();
            squares += values.Sum(v => (v - mean) * (v - mean));
            freedom += Math.Max(0, values.Count - 1);
        }

        return new MeasureLaw(measure, [0, Math.Log(.5)], Math.Max(Math.Sqrt(squares / Math.Max(1, freedom)), 1e-6), isBlind: false);
    }

    public void AddTo(double[] scores, TruthProblem problem)
    {
        if (Find(problem) is { } measured)
            AddTo(scores, measured, _terms);
    }

    public ITruthLaw Learn(IReadOnlyList<TruthProblem> problems, IReadOnlyList<double[]> truths)
    {
        var seen = problems
            .Zip(truths, (problem, truth) => (Measured: Find(problem), Truth: truth))
            .Where(static x => x.Measured is not null)
            .ToList();
        var scratch = new double[seen.Count == 0 ? 0 : seen.Max(static x => x.Truth.Length)];
        return new MeasureLaw(Name, Newton.Step(_terms, Objective, LongestStep, Step, IsBlind ? [1] : [0, 1]), _spread, IsBlind);

        double Objective(double[] terms)
        {
            var total = 0.0;
            foreach (var (measured, truth) in seen)
            {
                var scores = scratch.AsSpan(0, truth.Length);
                scores.Clear();
                AddTo(scores, measured!, terms);
                for (var t = 0; t < truth.Length; t++)
                    total += truth[t] * scores[t];
            }

            return total - (.5 * Math.Pow(terms[0] / PriorSpread, 2)) - (.5 * Math.Pow(terms[1] - Math.Log(.5), 2));
        }
    }

    public ITruthLaw Blinded() => new MeasureLaw(Name, [0, _terms[1]], _spread, isBlind: true);

    public ITruthLaw Inverted() => new MeasureLaw(Name, [-_terms[0], _terms[1]], _spread, IsBlind);

    /// <summary>The problem's mean is integrated out under a flat prior; what depends on neither truth nor terms is left out.</summary>
    private void AddTo(Span<double> scores, MeasuredAnswers measured, double[] terms)
    {
        var between = Math.Exp(2 * terms[1]);
        var (weightSum, weighted, logs) = (0.0, 0.0, 0.0);
        var weight = new double[measured.Values.Count];
        var mean = new double[measured.Values.Count];
        for (var a = 0; a < weight.Length; a++)
        {
            var values = measured.Values[a];
            if (values.Count == 0)
                continue;

            mean[a] = measured.Means[a] / _spread;
            weight[a] = 1 / (between + (1.0 / values.Count));
            weightSum += weight[a];
            weighted += weight[a] * mean[a];
            logs += .5 * Math.Log(weight[a]);
        }

        var squares = 0.0;
        for (var a = 0; a < weight.Length; a++)
            squares += weight[a] * (mean[a] - (weighted / weightSum)) * (mean[a] - (weighted / weightSum));
        var none = logs - (.5 * squares) - (.5 * Math.Log(weightSum));
        for (var t = 0; t < scores.Length; t++)
        {
            // Shifting one mean by δ changes the weighted sum of squares by δ² w (1 - w/W) - 2 δ w (x - x̄).
            var w = t < weight.Length ? weight[t] : 0;
            var shifted = w == 0 || IsBlind
                ? 0
                : (terms[0] * terms[0] * w * (1 - (w / weightSum))) - (2 * terms[0] * w * (mean[t] - (weighted / weightSum)));
            scores[t] += none - (.5 * shifted);
        }
    }

    private MeasuredAnswers? Find(TruthProblem problem)
    {
        foreach (var measured in problem.Measures)
        {
            if (measured.Name == Name)
                return measured;
        }

        return null;
    }
}
