using System.Text.RegularExpressions;

namespace HeavySim.Core;

/// <summary>The functions that the assertions of a code problem call, and so those that a program for it may have to define.</summary>
internal static partial class CalledFunctions
{
    /// <summary>The names in the order of their first calls, each once; those of Python itself are among them.</summary>
    /// <param name="assertions">Lines of Python, or a list of them as JSON.</param>
    public static IReadOnlyList<string> In(string assertions) =>
        [.. Calls().Matches(assertions).Select(static call => call.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>A name before a bracket, and no member of another: f(1), but not math.floor(1).</summary>
    [GeneratedRegex(@"(?<![\w.])(?<name>[A-Za-z_]\w*)\s*\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Calls();
}
