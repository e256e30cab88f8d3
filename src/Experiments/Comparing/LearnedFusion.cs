using HeavySim.Verifier;
using HeavySim.Verifier.Truth;

namespace HeavySim.Experiments.Comparing;

/// <summary>What a run teaches fusion.</summary>
/// <param name="Model">The model fitted to it.</param>
/// <param name="Scale">How its posteriors become confidences, where golds were used; else null.</param>
/// <param name="Golds">The problems whose golds were used.</param>
internal sealed record LearnedFusion(TruthModel Model, Calibration? Scale, IReadOnlySet<string> Golds)
{
    /// <summary>Nothing at all.</summary>
    public static LearnedFusion Nothing { get; } = new(TruthModel.Prior, Scale: null, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>What candidates teach.</summary>
    /// <param name="seen">Their evidence, and the keys that are right where that is known.</param>
    /// <param name="golds">How many problems' golds may be used, 0 or more.</param>
    /// <param name="seed">The seed of the run.</param>
    public static LearnedFusion From(
        IReadOnlyList<(TruthProblem Evidence, IReadOnlySet<string>? RightKeys)> seen, int golds, long seed)
    {
        var model = TruthFit.Fit([.. seen.Select(static s => s.Evidence)]);
        if (golds == 0)
            return Nothing with { Model = model };

        var asked = GoldChoice.Of(
            [.. seen.Select(s => s.RightKeys is null || s.Evidence.Answers.Count == 0 ? (double?)null
                : FusionSelector.Posterior(model, s.Evidence).Max())],
            golds, seed);
        model = TruthFit.Fit(
            [.. seen.Select((s, i) => asked.Contains(i)
                ? s.Evidence with { Gold = [.. s.Evidence.Answers.Select(a => s.RightKeys!.Contains(a.Key))] }
                : s.Evidence)],
            model);
        var scale = Calibration.Fit(
            [.. asked.Order().Select(i =>
            {
                var posterior = FusionSelector.Posterior(model, seen[i].Evidence);
                var best = Array.IndexOf(posterior, posterior.Max());
                return (posterior[best], seen[i].RightKeys!.Contains(seen[i].Evidence.Answers[best].Key) ? 1.0 : 0);
            })],
            Calibration.ForFewGolds);
        return new LearnedFusion(model, scale, asked.Select(i => seen[i].Evidence.Id).ToHashSet(StringComparer.Ordinal));
    }
}
