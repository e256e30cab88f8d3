namespace HeavySim.Verifier.Truth;

/// <summary>
/// What a check is expected to gain: the chance that it changes the answer for the better less that it changes it for the worse, by how
/// sure one was before. Learned from problems that were checked: each gained what the answer chosen with its findings is more probable,
/// given these, than the one chosen without them. On average over what may be found that is the gain in accuracy.
/// </summary>
internal sealed class CheckGains
{
    // Of so many checked problems nothing could be learned that would make checkers believed: then they are taken to be useless. Assumed.
    private const int PatienceWithTheUnbelieved = 512;

    // How far problems tell of each other, in log odds of being sure; and one problem with a gain of .05, seen everywhere before any, so
    // that where little is known there is a check. Assumed.
    private const double Bandwidth = .5;
    private const double PriorGain = .05;

    private readonly List<(double Sureness, double Gain)> _seen;
    private readonly bool _areBelieved;

    private CheckGains(List<(double Sureness, double Gain)> seen, bool areBelieved) => (_seen, _areBelieved) = (seen, areBelieved);

    /// <summary>Nothing is known.</summary>
    public static CheckGains Unknown { get; } = new([], areBelieved: false);

    /// <summary>Learns from problems, of which some were checked.</summary>
    /// <param name="model">The model that was fitted to them.</param>
    /// <param name="problems">The problems.</param>
    public static CheckGains Learn(TruthModel model, IReadOnlyList<TruthProblem> problems)
    {
        var seen = new List<(double, double)>();
        var areBelieved = false;
        foreach (var problem in problems.Where(static p => p.Answers.Count > 1 && p.IsChecked))
        {
            var before = FusionSelector.Posterior(model, problem.Unchecked());
            var after = FusionSelector.Posterior(model, problem);
            var choice = Array.IndexOf(before, before.Max());
            seen.Add((LogOdds.Of(before[choice]), after.Max() - after[choice]));
            areBelieved |= FusionSelector.IsChecked(model, problem);
        }

        return new CheckGains(seen, areBelieved);
    }

    /// <summary>The expected gain in 0..1, or null when too little is known to say.</summary>
    /// <param name="sureness">How probable the answer is that would be chosen without a check, in (0, 1).</param>
    public double? Of(double sureness)
    {
        if (!_areBelieved)
            return _seen.Count < PatienceWithTheUnbelieved ? null : 0;

        var at = LogOdds.Of(sureness);
        var (gains, weights) = (PriorGain, 1.0);
        foreach (var (near, gain) in _seen)
        {
            var weight = Math.Exp(-.5 * Math.Pow((near - at) / Bandwidth, 2));
            gains += weight * gain;
            weights += weight;
        }

        return gains / weights;
    }
}
