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
}
