using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>Keeps keys out of files.</summary>
internal static partial class KeyGuard
{
    /// <summary>True for what can name an environment variable and is no key.</summary>
    public static bool IsVariableName(string text) => text.Length <= 100 && Variable().IsMatch(text) && !LooksLikeKey().IsMatch(text);

    /// <summary>True for the names under which people write keys into configuration.</summary>
    public static bool IsKeyField(string name) => KeyField().IsMatch(name);

    /// <summary>True for environment variables that hold keys by their names, as GITHUB_TOKEN.</summary>
    public static bool IsKeyVariable(string name) => KeyVariable().IsMatch(name);

    /// <summary>True for request headers that carry keys.</summary>
    public static bool IsKeyHeader(string name) => KeyHeader().IsMatch(name);

    /// <summary>True for an address whose query carries a key.</summary>
    public static bool HasKeyInQuery(string url)
    {
        var query = url.Contains('?', StringComparison.Ordinal) ? url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";
        return query.Split('&').Any(pair => IsKeyField(pair.Split('=')[0]));
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("^(?:sk|gsk|xai|hf|pk)[-_].{8,}$|^AIza", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeKey();

    [GeneratedRegex(
        "^(?:api[-_]?)?(?:key|token|secret|password)$|^authorization$|^bearer$",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyField();

    [GeneratedRegex("(?:key|token|secret|password|credentials?)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyVariable();

    [GeneratedRegex("authorization|api-?key|^x-.*(?:key|token|secret)$|^cookie$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyHeader();
}
