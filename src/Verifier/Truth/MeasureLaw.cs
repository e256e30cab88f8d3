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
        if (Find(problem) is not { } measured)
            return;

        var means = new ProblemMean(measured, _terms, _spread);
        for (var t = 0; t < scores.Length; t++)
        {
            var group = IsBlind ? -1 : measured.GroupOf(t);
            scores[t] += means.None + (group < 0 ? 0 : means.Shift(group, 1, measured.MeanOf(t)));
        }
    }

    public ITruthLaw Learn(IReadOnlyList<TruthProblem> problems, IReadOnlyList<double[]> truths)
    {
        var seen = new List<Judged>(problems.Count);
        for (var p = 0; p < problems.Count; p++)
        {
            if (Find(problems[p]) is { } measured)
                seen.Add(new Judged(measured, truths[p]));
        }

        return new MeasureLaw(Name, Newton.Step(_terms, Objective, LongestStep, Step, IsBlind ? [1] : [0, 1]), _spread, IsBlind);

        double Objective(double[] terms)
        {
            var total = 0.0;
            foreach (var judged in seen)
            {
                var means = new ProblemMean(judged.Measured, terms, _spread);
                total += means.None;
                for (var g = 0; g < judged.Right.Length && !IsBlind; g++)
                    total += means.Shift(g, judged.Right[g], judged.RightSum[g]);
            }

            return total - (.5 * Math.Pow(terms[0] / PriorSpread, 2)) - (.5 * Math.Pow(terms[1] - Math.Log(.5), 2));
        }
    }

    public ITruthLaw Blinded() => new MeasureLaw(Name, [0, _terms[1]], _spread, isBlind: true);

    public ITruthLaw Inverted() => new MeasureLaw(Name, [-_terms[0], _terms[1]], _spread, IsBlind);

    private MeasuredAnswers? Find(TruthProblem problem)
    {
        foreach (var measured in problem.Measures)
        {
            if (measured.Name == Name)
                return measured;
        }

        return null;
    }

    /// <summary>What a problem adds to the likelihood, however its terms are moved: the right answers, by group.</summary>
    private readonly struct Judged
    {
        public Judged(MeasuredAnswers measured, double[] truth)
        {
            (Measured, Right, RightSum) = (measured, new double[measured.Groups.Length], new double[measured.Groups.Length]);
            for (var t = 0; t < truth.Length; t++)
            {
                if (measured.GroupOf(t) is var group and >= 0)
                {
                    Right[group] += truth[t];
                    RightSum[group] += truth[t] * measured.MeanOf(t);
                }
            }
        }

        public MeasuredAnswers Measured { get; }

        /// <summary>How many of a group are expected to be right.</summary>
        public double[] Right { get; }

        /// <summary>The expected sum of their means.</summary>
        public double[] RightSum { get; }
    }

    /// <summary>The problem's mean is integrated out under a flat prior; what depends on neither truth nor terms is left out.</summary>
    private readonly ref struct ProblemMean
    {
        private readonly MeasuredGroup[] _groups;
        private readonly double _shift;
        private readonly double _between;
        private readonly double _spread;
        private readonly double _weights;
        private readonly double _mean;

        public ProblemMean(MeasuredAnswers measured, double[] terms, double spread)
        {
            (_groups, _shift, _between, _spread) = (measured.Groups, terms[0], Math.Exp(2 * terms[1]), spread);
            var (weighted, squares, logs) = (0.0, 0.0, 0.0);
            for (var g = 0; g < _groups.Length; g++)
            {
                var weight = Weight(g);
                _weights += weight * _groups[g].Count;
                weighted += weight * _groups[g].Sum / spread;
                squares += weight * _groups[g].Squares / (spread * spread);
                logs += _groups[g].Count * Math.Log(weight);
            }

            _mean = weighted / _weights;
            None = .5 * (logs - (squares - (weighted * _mean)) - Math.Log(_weights));
        }

        /// <summary>The log-likelihood where no answer is right.</summary>
        public double None { get; }

        /// <summary>What it changes that answers of a group are right.</summary>
        /// <param name="group">The group.</param>
        /// <param name="right">How many.</param>
        /// <param name="sum">The sum of their means.</param>
        public double Shift(int group, double right, double sum)
        {
            // Shifting one mean by δ changes the weighted sum of squares by δ² w (1 - w/W) - 2 δ w (x - x̄).
            var weight = Weight(group);
            return -.5 * ((_shift * _shift * weight * (1 - (weight / _weights)) * right)
                - (2 * _shift * weight * ((sum / _spread) - (right * _mean))));
        }

        private double Weight(int group) => 1 / (_between + (1.0 / _groups[group].Attempts));
    }
}
