namespace HeavySim.Verifier.Truth;

/// <summary>
/// What a model says of any problem before one is seen: difficulties on a grid over which they are integrated, and who is right at each.
/// </summary>
internal sealed class TruthNodes
{
    private const double Reach = 4;

    // A difficulty that makes an answer right, or wrong, whatever the ability.
    private const double Extreme = 16;

    private readonly Dictionary<string, TruthMember> _members = new(StringComparer.Ordinal);
    private readonly TruthMember _typical;

    /// <summary>Computes them.</summary>
    /// <param name="model">The model.</param>
    public TruthNodes(TruthModel model)
    {
        var nodes = Enumerable.Range(0, Normal).Select(static i => Reach * ((2.0 * i / (Normal - 1)) - 1)).ToArray();
        Difficulties =
            [.. nodes.Select(z => z * model.DifficultySpread), model.Typical - Extreme, model.Typical + Extreme];
        var rest = Math.Log(1 - model.Trivial - model.Hopeless);
        LogWeights =
        [
            .. Softmax.Of([.. nodes.Select(static z => -.5 * z * z)]).Select(w => rest + Math.Log(w)),
            Math.Log(model.Trivial), Math.Log(model.Hopeless),
        ];
        Concentrations = model.WrongAnswers.LogWeights();
        foreach (var (name, ability) in model.Abilities)
            _members[name] = MemberOf(ability);
        _typical = MemberOf(model.Typical);
    }

    /// <summary>
    /// Difficulties that differ from problem to problem; after them come the trivial problems, and last the hopeless ones.
    /// </summary>
    public static int Normal => 33;

    /// <summary>All nodes.</summary>
    public static int Count => Normal + 2;

    /// <summary>The difficulty of each node, in logits.</summary>
    public double[] Difficulties { get; }

    /// <summary>The logarithm of how likely each node is.</summary>
    public double[] LogWeights { get; }

    /// <summary>The logarithm of how likely each concentration of wrong answers is.</summary>
    public double[] Concentrations { get; }

    /// <summary>A member, by name; one that is not known is typical.</summary>
    public TruthMember MemberOf(string name) => _members.GetValueOrDefault(name, _typical);

    private TruthMember MemberOf(double ability)
    {
        var right = Difficulties.Select(b => LogOdds.ToProbability(ability - b)).ToArray();
        return new TruthMember(ability, right, [.. right.Select(static p => Math.Log(Math.Max(1 - p, 1e-300)))]);
    }
}

/// <summary>A member as a model sees it.</summary>
/// <param name="Ability">Its ability in logits.</param>
/// <param name="Right">How likely it is right, by node.</param>
/// <param name="LogWrong">The logarithm of how likely it is wrong, by node.</param>
internal sealed record TruthMember(double Ability, double[] Right, double[] LogWrong);
