namespace HeavySim.Verifier;

/// <summary>Which number of a logit means what: shared features first, then one weight per member.</summary>
/// <remarks>
/// Shared features of an answer: <c>log-count</c>, log of the number of answers like it; <c>count</c>, that number by tens; <c>ability</c>,
/// the sum over its members of their ability beyond the panel's mean, which lets one number say how much better members count for more;
/// <c>odds</c>, the log of the sum of their odds, which lets many weak members together say less than their number. Member weights are
/// deviations from what the shared features say, so shrinking them shrinks to a vote weighted by ability, and shrinking everything shrinks
/// to the plain vote.
/// </remarks>
internal sealed class FeatureSpace
{
    /// <summary>The shared feature that alone makes the plain vote.</summary>
    public const string LogCount = "log-count";

    private const string Count = "count";
    private const string Ability = "ability";
    private const string Odds = "odds";
    private readonly Dictionary<string, int> _memberIndex;
    private readonly double[] _ability;
    private readonly double _typicalAbility;

    public FeatureSpace(IReadOnlyList<FusionMember> members, IReadOnlyList<string> shared)
    {
        Members = members;
        Shared = shared;
        _memberIndex = members.Select(static (m, i) => (m.Name, i))
            .ToDictionary(static x => x.Name, static x => x.i, StringComparer.Ordinal);
        _ability = [.. members.Select(static m => m.Ability)];
        _typicalAbility = _ability.Length == 0 ? 0 : _ability.Average();
    }

    /// <summary>Features of the logit that knows members by their own weights only.</summary>
    public static IReadOnlyList<string> MembersOnly { get; } = [LogCount];

    /// <summary>Features of the logit that also knows how able members are.</summary>
    public static IReadOnlyList<string> WithAbility { get; } = [LogCount, Count, Ability, Odds];

    public IReadOnlyList<FusionMember> Members { get; }

    public IReadOnlyList<string> Shared { get; }

    public int Dimension => Shared.Count + Members.Count;

    public ChoiceSet Set(FusionProblem problem) => new(Rows(problem), [.. problem.Answers.Select(static a => a.IsCorrect)]);

    public SparseRow[] Rows(FusionProblem problem) => [.. problem.Answers.Select(Row)];

    private SparseRow Row(FusionAnswer answer)
    {
        // A member that was never seen counts as a typical one: mean ability, no deviation.
        var ability = 0.0;
        var odds = 0.0;
        var ownWeights = new SortedDictionary<int, double>();
        foreach (var name in answer.Members)
        {
            var known = _memberIndex.TryGetValue(name, out var m);
            var memberAbility = known ? _ability[m] : _typicalAbility;
            ability += memberAbility - _typicalAbility;
            odds += Math.Exp(memberAbility);
            if (known)
                ownWeights[Shared.Count + m] = ownWeights.GetValueOrDefault(Shared.Count + m) + 1;
        }

        var shared = Shared.Select(name => name switch
        {
            LogCount => Math.Log(answer.Members.Count),
            Count => answer.Members.Count / 10.0,
            Ability => ability,
            Odds => Math.Log(odds),
            _ => answer.Evidence.GetValueOrDefault(name),
        });

        return new SparseRow(
            [.. Enumerable.Range(0, Shared.Count), .. ownWeights.Keys],
            [.. shared, .. ownWeights.Values]);
    }
}
