namespace HeavySim.Verifier;

/// <summary>Messages for names that are not known, with the one that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>"There is no selector 'vot'. Did you mean 'vote'? There are: vote, bayes."</summary>
    public static string Unknown(string kind, string name, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(k => Distance(name, k))!;
        var hint = Distance(name, nearest) <= Math.Max(1, nearest.Length / 3) ? $" Did you mean '{nearest}'?" : "";
        return $"There is no {kind} '{name}'.{hint} There are: {string.Join(", ", known)}.";
    }

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
