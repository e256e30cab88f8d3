namespace HeavySim.Agents;

/// <summary>The models that an endpoint says it has, for who asked for one that it has not.</summary>
internal static class OfferedModels
{
    private const int Shown = 8;
    private const int LongestName = 60;

    /// <summary>
    /// One sentence from a list of models (<c>{"data":[{"id"}]}</c>, a bare array, or <c>{"models":[{"name"}]}</c>), or null when it has
    /// none.
    /// </summary>
    /// <param name="root">The list.</param>
    /// <param name="asked">The model that was asked for; names like it come first.</param>
    /// <param name="apiKey">The key that must not be seen, or null.</param>
    public static string? Read(JsonElement root, string? asked, string? apiKey)
    {
        var list = root.ValueKind == JsonValueKind.Array ? root : root.Get("data") ?? root.Get("models");
        var names = list.Items()
            .Select(static item => item.ValueKind == JsonValueKind.String ? item.Text() : item.GetText("id", "name", "model"))
            .OfType<string>()
            .Select(name => SafeText.Of(name, apiKey))
            .Where(static name => name.Length is > 0 and <= LongestName)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (names.Count == 0)
            return null;

        var known = names.Count > Shown ? names.OrderByDescending(name => Alike(name, asked ?? "")).Take(Shown) : names;
        var more = names.Count > Shown ? $" and {names.Count - Shown} more" : "";
        return $"It offers {string.Join(", ", known)}{more}.";
    }

    /// <summary>The characters that two names have in common at their beginnings, owners ("owner/name") aside.</summary>
    private static int Alike(string name, string asked)
    {
        var (left, right) = (name[(name.LastIndexOf('/') + 1)..], asked[(asked.LastIndexOf('/') + 1)..]);
        return left.AsSpan().CommonPrefixLength(right);
    }
}
