namespace HeavySim.Core;

/// <summary>The name that was probably meant where somebody wrote one that is not known.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known name that differs least, or null when none is near: at most a third of its letters may differ, one at least.
    /// </summary>
    /// <param name="name">What was written; case does not count.</param>
    /// <param name="known">The names there are.</param>
    public static string? To(string name, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, nearest.Length / 3) ? nearest : null;
    }

    /// <summary>" Did you mean 'vote'?" for a message, or nothing when no known name is near.</summary>
    /// <inheritdoc cref="To" path="/param"/>
    public static string Hint(string name, IReadOnlyList<string> known) =>
        To(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>Insertions, deletions and replacements between two names, without case (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
