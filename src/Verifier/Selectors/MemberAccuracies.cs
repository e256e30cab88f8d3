namespace HeavySim.Verifier;

/// <summary>How often each member is right, estimated without golds by <see cref="DawidSkene"/>.</summary>
internal sealed record MemberAccuracies
{
    /// <summary>Accuracy in 0..1 by member name.</summary>
    public required IReadOnlyDictionary<string, double> ByMember { get; init; }

    /// <summary>False when the guard found that the estimate is not to be trusted: the vote decides then.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>What the guard saw, in a sentence.</summary>
    public required string Guard { get; init; }

    /// <summary>The probability of every answer of a problem, in their order; a member not known counts as an average one.</summary>
    public IReadOnlyList<double> Probabilities(FusionProblem problem)
    {
        if (problem.Answers.Count == 0)
            return [];

        var typical = ByMember.Count == 0 ? .5 : ByMember.Values.Average();
        var wrong = Math.Max(1, problem.Answers.Count - 1);
        return Softmax.Of([.. problem.Answers.Select(a => a.Members
            .Select(m => ByMember.GetValueOrDefault(m, typical))
            .Select(p => Math.Log(p * wrong / (1 - p)))
            .Order()
            .Sum())]);
    }
}
