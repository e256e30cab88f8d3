using System.Runtime.CompilerServices;

namespace HeavySim.Verifier.Truth;

/// <summary>
/// Which answers are right, from all that is known of them, without golds: the model behind <c>fusion</c>. A member is right with the log
/// odds of its ability less the problem's difficulty (Rasch 1960); who is right gives the same answer, the wrong ones coincide by
/// <see cref="WrongAnswerLaw"/>, and verdicts, choices and measures follow laws of their own. docs/fusion.md tells it whole.
/// </summary>
internal sealed record TruthModel
{
    private const double AbilityTrust = .8;

    // A model is asked of many problems, and what it says of any is computed once.
    private static readonly ConditionalWeakTable<TruthModel, TruthNodes> Used = [];

    /// <summary>Each member's ability in logits, by name, as far as it is known.</summary>
    public required IReadOnlyDictionary<string, double> Abilities { get; init; }

    /// <summary>The mean ability, in logits: what a member not known is taken to have.</summary>
    public required double Typical { get; init; }

    /// <summary>The standard deviation of abilities, in logits.</summary>
    public required double AbilitySpread { get; init; }

    /// <summary>The standard deviation of difficulties, in logits; their mean is 0.</summary>
    public required double DifficultySpread { get; init; }

    /// <summary>The share of problems that everybody gets right, whatever the ability; in 0..1.</summary>
    public required double Trivial { get; init; }

    /// <summary>The share of problems that nobody gets right, whatever the ability; in 0..1.</summary>
    public required double Hopeless { get; init; }

    /// <summary>How wrong answers coincide.</summary>
    public required WrongAnswerLaw WrongAnswers { get; init; }

    /// <summary>What is known of each kind of evidence.</summary>
    public IReadOnlyList<ITruthLaw> Laws { get; init; } = [];

    /// <summary>
    /// True (the default) when evidence that nothing is known of yet is trusted as the priors of its law say; false when it is not heard
    /// until it has been seen to tell right from wrong.
    /// </summary>
    public bool TrustsBeforehand { get; init; } = true;

    /// <summary>How many problems it was fitted to; 0 for the prior.</summary>
    public int Problems { get; init; }

    /// <summary>What is believed before anything is seen: members right more often than not, problems of all kinds. Assumed.</summary>
    public static TruthModel Prior { get; } = new()
    {
        Abilities = new Dictionary<string, double>(StringComparer.Ordinal),
        Typical = .5,
        AbilitySpread = .5,
        DifficultySpread = 1.5,
        Trivial = .2,
        Hopeless = .1,
        WrongAnswers = WrongAnswerLaw.Prior,
    };

    /// <summary>
    /// The model with what is believed beforehand of evidence it has not met: a first problem's verdicts count for as much as checkers are
    /// trusted, or for nothing.
    /// </summary>
    public TruthModel Knowing(TruthProblem problem)
    {
        if (TruthLaws.AreKnown(problem, Laws))
            return this;

        var laws = TruthLaws.Of([problem], Laws);
        return this with { Laws = TrustsBeforehand ? laws : [.. laws.Select(l => Laws.Contains(l) ? l : l.Blinded())] };
    }

    /// <summary>
    /// How likely each answer of a problem is right, in their order, and last that none is; they sum to 1. Evidence without a law is not
    /// heard: see <see cref="Knowing"/>.
    /// </summary>
    public double[] Posterior(TruthProblem problem)
    {
        if (problem.Answers.Count == 0)
            return [1];

        TruthProblem[] alone = [problem];
        var expectation = new TruthExpectation(new TruthCases(alone));
        expectation.Weigh(Used.GetValue(this, static m => new TruthNodes(m.Trusted())), [.. Laws.Select(l => l.Over(alone))]);
        return expectation.Truths[0].ToArray();
    }

    /// <summary>
    /// The model as it is used: abilities a fifth nearer to each other than fitted. Members err together in more ways than one difficulty
    /// can tell, so what seems a difference of skill is in part one of taste. Assumed; see docs/fusion.md for what it changes.
    /// </summary>
    private TruthModel Trusted() => this with
    {
        Abilities = Abilities.ToDictionary(
            static a => a.Key, a => Typical + (AbilityTrust * (a.Value - Typical)), StringComparer.Ordinal),
    };
}
