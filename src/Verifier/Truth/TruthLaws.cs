namespace HeavySim.Verifier.Truth;

/// <summary>The laws of evidence: one more kind is a law of its own, what <see cref="TruthEvidence"/> reads, and a line here.</summary>
internal static class TruthLaws
{
    /// <summary>A law for every kind of evidence there is of these problems: a known one, else what is believed beforehand.</summary>
    /// <param name="problems">What was seen.</param>
    /// <param name="known">Laws that are known.</param>
    public static IReadOnlyList<ITruthLaw> Of(IReadOnlyList<TruthProblem> problems, IReadOnlyList<ITruthLaw> known)
    {
        return
        [
            .. Names(static p => p.Ratings.Select(static r => r.Checker)).Select(n => Known(n) ?? RatingLaw.Of(n, problems)),
            .. Names(static p => p.Choosings.Select(static c => c.Judge)).Select(n => Known(n) ?? ChoiceLaw.Of(n)),
            .. Names(static p => p.Measures.Select(static m => m.Name)).Select(n => Known(n) ?? MeasureLaw.Of(n, problems)),
        ];

        ITruthLaw? Known(string name) => known.FirstOrDefault(l => l.Name == name);

        IEnumerable<string> Names(Func<TruthProblem, IEnumerable<string>> of) =>
            problems.SelectMany(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>True when there is a law for every kind of evidence of a problem.</summary>
    public static bool AreKnown(TruthProblem problem, IReadOnlyList<ITruthLaw> laws)
    {
        return problem.Ratings.All(r => IsKnown(r.Checker)) && problem.Choosings.All(c => IsKnown(c.Judge))
            && problem.Measures.All(m => IsKnown(m.Name));

        bool IsKnown(string name) => laws.Any(l => l.Name == name);
    }
}
