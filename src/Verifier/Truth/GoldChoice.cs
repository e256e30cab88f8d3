namespace HeavySim.Verifier.Truth;

/// <summary>Which problems are worth a gold: a few spread evenly over how sure the model is.</summary>
internal static class GoldChoice
{
    /// <summary>The places of the problems to ask for.</summary>
    /// <param name="confidences">How sure the model is of each problem's answer, in 0..1; null where nobody answered.</param>
    /// <param name="count">How many golds, 0 or more; all are chosen where there are no more.</param>
    /// <param name="seed">Draws one problem from each of so many equal parts of the ranking.</param>
    public static IReadOnlySet<int> Of(IReadOnlyList<double?> confidences, int count, long seed)
    {
        var ranked = Enumerable.Range(0, confidences.Count)
            .Where(i => confidences[i] is not null)
            .OrderBy(i => confidences[i])
            .ThenBy(static i => i)
            .ToList();
        if (count >= ranked.Count)
            return ranked.ToHashSet();

        var stream = RandomKey.Of(seed).With("golds").Open();
        var chosen = new HashSet<int>();
        for (var part = 0; part < count; part++)
        {
            var (from, to) = ((int)((long)ranked.Count * part / count), (int)((long)ranked.Count * (part + 1) / count));
            chosen.Add(ranked[from + stream.NextInt(to - from)]);
        }

        return chosen;
    }
}
