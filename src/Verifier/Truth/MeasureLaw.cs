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
    private readonly MeasureTable _table;
    private readonly (double Weight, double Log)[] _weights;

    private MeasureLaw(string name, double[] terms, double spread, bool isBlind, MeasureTable table)
    {
        Name = name;
        _terms = terms;
        _spread = spread;
        IsBlind = isBlind;
        _table = table;
        _weights = Weights(terms);
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
        new MeasureLaw(Name, [Math.Clamp(terms[0], -4, 4), Math.Clamp(terms[1], -5, 3)], _spread, IsBlind, _table);

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

        return new MeasureLaw(
            measure, [0, Math.Log(.5)], Math.Max(Math.Sqrt(squares / Math.Max(1, freedom)), 1e-6), isBlind: false,
            new MeasureTable(measure, []));
    }

    public ITruthLaw Over(IReadOnlyList<TruthProblem> problems) =>
        new MeasureLaw(Name, _terms, _spread, IsBlind, new MeasureTable(Name, problems));

    public void AddTo(Span<double> scores, int problem)
    {
        var answers = _table.AnswersOf(problem);
        if (answers.IsEmpty)
            return;

        var means = new ProblemMean(_table.GroupsOf(problem), _terms[0], _weights, _spread);
        for (var t = 0; t < answers.Length; t++)
            scores[t] += means.None + (IsBlind || answers[t].Group < 0 ? 0 : means.Shift(answers[t].Group, 1, answers[t].Mean));
        scores[^1] += means.None;
    }

    public ITruthLaw Learn(RaggedRows<double> truths)
    {
        var (right, sums) = RightByGroup(truths);
        return new MeasureLaw(
            Name, Newton.Step(_terms, Objective, LongestStep, Step, IsBlind ? [1] : [0, 1]), _spread, IsBlind, _table);

        double Objective(double[] terms)
        {
            var total = 0.0;
            var weights = Weights(terms);
            for (var p = 0; p < truths.Count; p++)
            {
                var groups = _table.GroupsOf(p);
                var first = _table.FirstGroupOf(p);
                if (groups.IsEmpty)
                    continue;

                var means = new ProblemMean(groups, terms[0], weights, _spread);
                total += means.None;
                for (var g = 0; g < groups.Length && !IsBlind; g++)
                    total += means.Shift(g, right[first + g], sums[first + g]);
            }

            return total - (.5 * Math.Pow(terms[0] / PriorSpread, 2)) - (.5 * Math.Pow(terms[1] - Math.Log(.5), 2));
        }
    }

    public ITruthLaw Blinded() => new MeasureLaw(Name, [0, _terms[1]], _spread, isBlind: true, _table);

    public ITruthLaw Inverted() => new MeasureLaw(Name, [-_terms[0], _terms[1]], _spread, IsBlind, _table);

    /// <summary>Of each group of the table how many answers are expected to be right, and the expected sum of their means.</summary>
    private (double[] Right, double[] Sums) RightByGroup(RaggedRows<double> truths)
    {
        var (right, sums) = (new double[_table.GroupCount], new double[_table.GroupCount]);
        for (var p = 0; p < truths.Count; p++)
        {
            var answers = _table.AnswersOf(p);
            var first = _table.FirstGroupOf(p);
            var truth = truths[p];
            for (var t = 0; t < answers.Length; t++)
            {
                if (answers[t].Group < 0)
                    continue;

                right[first + answers[t].Group] += truth[t];
                sums[first + answers[t].Group] += truth[t] * answers[t].Mean;
            }
        }

        return (right, sums);
    }

    /// <summary>What the mean of so many attempts weighs, with its logarithm: less the more answers differ by themselves.</summary>
    private (double Weight, double Log)[] Weights(double[] terms)
    {
        var between = Math.Exp(2 * terms[1]);
        var weights = new (double, double)[_table.MostAttempts + 1];
        for (var n = 1; n < weights.Length; n++)
            weights[n] = (1 / (between + (1.0 / n)), -Math.Log(between + (1.0 / n)));
        return weights;
    }

    /// <summary>The problem's mean is integrated out under a flat prior; what depends on neither truth nor terms is left out.</summary>
    private readonly ref struct ProblemMean
    {
        private readonly ReadOnlySpan<MeasuredGroup> _groups;
        private readonly ReadOnlySpan<(double Weight, double Log)> _weights;
        private readonly double _shift;
        private readonly double _spread;
        private readonly double _sum;
        private readonly double _mean;

        public ProblemMean(
            ReadOnlySpan<MeasuredGroup> groups, double shift, ReadOnlySpan<(double Weight, double Log)> weights, double spread)
        {
            (_shift, _spread) = (shift, spread);
            _groups = groups;
            _weights = weights;
            var (weighted, squares, logs) = (0.0, 0.0, 0.0);
            foreach (ref readonly var group in groups)
            {
                var (weight, log) = weights[group.Attempts];
                _sum += weight * group.Count;
                weighted += weight * group.Sum / spread;
                squares += weight * group.Squares / (spread * spread);
                logs += group.Count * log;
            }

            _mean = weighted / _sum;
            None = .5 * (logs - (squares - (weighted * _mean)) - Math.Log(_sum));
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
            var weight = _weights[_groups[group].Attempts].Weight;
            return -.5 * ((_shift * _shift * weight * (1 - (weight / _sum)) * right)
                - (2 * _shift * weight * ((sum / _spread) - (right * _mean))));
        }
    }
}
