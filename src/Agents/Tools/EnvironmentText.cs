using System.Text.RegularExpressions;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Texts of heavysim.json that name environment variables as ${NAME}, ${env:NAME} or ${NAME:-default}, so that keys need not stand in the
/// file.
/// </summary>
internal static partial class EnvironmentText
{
    /// <summary>The text with its variables filled in.</summary>
    /// <param name="text">The text.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="missing">The error for a variable that is not set and has no default.</param>
    public static string Expand(string text, Func<string, string?> environment, Func<string, HeavySimException> missing) =>
        Variable().Replace(text, match =>
            environment(match.Groups["name"].Value) is { } found ? found
            : match.Groups["default"].Success ? match.Groups["default"].Value
            : throw missing(match.Groups["name"].Value));

    [GeneratedRegex(
        @"\$\{(?:env:)?(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^}]*))?\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
