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

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours between two names, without case (optimal string alignment).
    /// </summary>
    private static int Distance(string left, string right)
    {
        int[] twoAbove = [];
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = above[j - 1] + (IsSame(i, j) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && IsSame(i, j - 1) && IsSame(i - 1, j))
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }

            (twoAbove, above) = (above, row);
        }

        return above[right.Length];

        bool IsSame(int i, int j) => char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
    }
}
