using HeavySim.Records.Recorded;
using HeavySim.Verifier;
using HeavySim.Verifier.Truth;

namespace HeavySim.Experiments.Comparing;

/// <summary>Selectors that ask no model, with what was learned of a run; they choose at one recorded problem at a time.</summary>
internal sealed class ReplayedSelectors
{
    private const string Vote = "vote";

    private readonly IReadOnlyList<string> _names;
    private readonly LearnedFusion _learned;
    private readonly long _seed;
    private readonly List<ISelector> _selectors;

    /// <summary>Makes them.</summary>
    /// <param name="names">The selectors, by name.</param>
    /// <param name="learned">What fusion knows.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="HeavySimException">A selector is not known, or asks a model.</exception>
    public ReplayedSelectors(IReadOnlyList<string> names, LearnedFusion learned, long seed)
    {
        var options = new SelectorOptions { Truth = TruthMemory.Of(learned.Model), Scale = learned.Scale };
        (_names, _learned, _seed) = (names, learned, seed);
        _selectors = [.. names.Select(n => SelectorCatalog.Create(n, options))];
    }

    /// <summary>The choice of each, in the order of their names.</summary>
    /// <param name="recorded">The problem.</param>
    /// <param name="set">Its candidates, of which it is known which are right.</param>
    /// <param name="seats">The agents that were heard, by index, or null for all.</param>
    /// <param name="wantsConfidence">Whether it matters how sure each is; where not, of one answer there is nothing to choose.</param>
    /// <param name="cancellationToken">Cancels the choice.</param>
    public async Task<IReadOnlyList<ReplayedChoice>> ChooseAsync(
        RecordedProblem recorded, CandidateSet set, IReadOnlySet<int>? seats, bool wantsConfidence, CancellationToken cancellationToken)
    {
        var attempts = Usage.Sum(
            recorded.Attempts.Where(a => seats is null || seats.Contains(a.Attempt.Agent.Index)).Select(static a => a.Attempt.Usage));
        var ballot = set.Ballot.Hopeful();
        var only = wantsConfidence || ballot.Classes.Count != 1 ? null : ballot.Classes[0].Key;
        var choices = new List<ReplayedChoice>(_selectors.Count);
        for (var i = 0; i < _selectors.Count; i++)
        {
            var choice = only is not null ? null
                : _selectors[i] is PureSelector pure ? pure.Choose(set.Problem, ballot, set.Findings, _seed)
                : await _selectors[i].SelectAsync(set.Problem, ballot, set.Findings, _seed, cancellationToken);
            var key = only ?? choice?.Answer?.Key;
            var isRight = key is not null && set.RightKeys?.Contains(key) == true;
            choices.Add(new ReplayedChoice(key, isRight, choice?.Confidence, [.. Read(_names[i], set.Findings)], attempts)
            {
                IsShare = choice?.IsShare ?? false,
                IsGold = _learned.Golds.Contains(set.Problem.Id),
            });
        }

        return choices;
    }

    /// <summary>What a selector needs was paid for: the findings it reads, and the revisions that made the ballot.</summary>
    private static IEnumerable<Usage> Read(string selector, IReadOnlyList<Finding> findings) =>
        findings.Where(f => f is Revision || selector switch
    {
        Vote or "confidence" => false,
        _ when SelectorCatalog.ReadsTokens(selector) => false,
        "best" or "pointwise" => f is Verdict,
        "listwise" => f is Comparison { Method: "listwise" },
        "pairwise" => f is Comparison { Method: not "listwise" },
        _ => true,
    }).Select(static f => f.Usage);
}
