namespace HeavySim.Verifier.Truth;

/// <summary>The problems that a model is fitted to, made ready, and the members that answered any of them.</summary>
internal sealed class TruthCases
{
    /// <summary>Makes them ready.</summary>
    /// <param name="problems">The problems; those that nobody answered are left out.</param>
    public TruthCases(IEnumerable<TruthProblem> problems)
    {
        Problems = [.. problems.Where(static p => p.Answers.Count > 0)];
        Members =
        [
            .. Problems.SelectMany(static p => p.Answers).SelectMany(static a => a.Members).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var places = Members.Index().ToDictionary(static x => x.Item, static x => x.Index, StringComparer.Ordinal);
        All = [.. Problems.Select(p => new TruthCase(p, places))];
    }

    /// <summary>The problems.</summary>
    public IReadOnlyList<TruthProblem> Problems { get; }

    /// <summary>The same made ready, in their order.</summary>
    public TruthCase[] All { get; }

    /// <summary>The names of all members, ordinally ascending.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>The number of problems.</summary>
    public int Count => All.Length;
}
