namespace HeavySim.Verifier.Truth;

/// <summary>
/// What a run has shown so far, and the model fitted to it: fitted anew whenever what is known has doubled, so that all fits of a run take
/// about twice as long as the last. Evidence has to earn its say: a run that begins with wrong checkers loses nothing by them. Safe to use
/// concurrently; in one world with one order of events it is the same every time.
/// </summary>
internal sealed class TruthMemory
{
    private const int FirstFit = 8;

    private static readonly TruthModel Wary = TruthModel.Prior with { TrustsBeforehand = false };

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TruthProblem> _seen = new(StringComparer.Ordinal);
    private readonly bool _learns;
    private int _nextFit = FirstFit;
    private Known _known;

    private TruthMemory(Known known, bool learns) => (_known, _learns) = (known, learns);

    /// <summary>A memory that learns from every problem it hears of.</summary>
    /// <param name="recorded">What this run has shown before it was cut short; none by default.</param>
    public static TruthMemory Learning(IReadOnlyList<TruthProblem>? recorded = null)
    {
        var memory = new TruthMemory(new Known(Wary, CheckGains.Unknown), learns: true);
        foreach (var problem in recorded ?? [])
            memory._seen[problem.Id] = problem;
        if (memory._seen.Count >= FirstFit)
        {
            memory._known = Known.From(memory.InOrder(), Wary);
            memory._nextFit = 2 * memory._seen.Count;
        }

        return memory;
    }

    /// <summary>A memory that knows what these problems of a run taught, and learns no more: what is made of it may be shared.</summary>
    /// <param name="problems">What was shown.</param>
    /// <param name="before">What is believed beforehand; null (the default) where evidence has to earn its say.</param>
    public static TruthMemory After(IEnumerable<TruthProblem> problems, TruthModel? before = null) =>
        new(Known.From([.. problems.OrderBy(static p => p.Id, StringComparer.Ordinal)], before ?? Wary), learns: false);

    /// <summary>A memory that knows what it will ever know.</summary>
    public static TruthMemory Of(TruthModel model) => new(new Known(model, CheckGains.Unknown), learns: false);

    /// <summary>The model after hearing of one more problem.</summary>
    public TruthModel With(TruthProblem problem)
    {
        if (!_learns || problem.Answers.Count == 0)
            return _known.Model;

        List<TruthProblem> all;
        lock (_gate)
        {
            _seen[problem.Id] = problem;
            if (_seen.Count < _nextFit)
                return _known.Model;

            _nextFit = 2 * _seen.Count;
            all = InOrder();
        }

        // Outside of the lock: the others go on with the model so far.
        _known = Known.From(all, _known.Model);
        return _known.Model;
    }

    /// <summary>What a check of this problem is expected to gain, in 0..1, or null when too little is known to say.</summary>
    /// <param name="problem">The problem, which nobody checked yet.</param>
    public double? GainOf(TruthProblem problem)
    {
        var (model, gains) = _known;
        return problem.Answers.Count == 0 ? 0 : gains.Of(FusionSelector.Posterior(model, problem).Max());
    }

    private List<TruthProblem> InOrder() => [.. _seen.Values.OrderBy(static p => p.Id, StringComparer.Ordinal)];

    private sealed record Known(TruthModel Model, CheckGains Gains)
    {
        public static Known From(IReadOnlyList<TruthProblem> problems, TruthModel before)
        {
            var model = TruthFit.Fit(problems, before);
            return new Known(model, CheckGains.Learn(model, problems));
        }
    }
}
