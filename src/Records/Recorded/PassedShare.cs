using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Records.Recorded;

/// <summary>
/// The number of samples that passed, out of those that were judged together, where it is not known which: what stands in the place of a
/// checker beside samples that have no mark of their own.
/// </summary>
internal static partial class PassedShare
{
    /// <summary>How such checkers begin, for queries.</summary>
    public const string Prefix = "recorded: ";

    /// <summary>The checker of each of these samples.</summary>
    /// <param name="passed">How many passed.</param>
    /// <param name="samples">Of how many.</param>
    public static string Checker(int passed, int samples) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{passed} of {samples} passed");

    /// <summary>The share that a checker tells, in 0..1, or null when it tells none.</summary>
    public static double? Of(string? checker) =>
        checker is not null && Form().Match(checker) is { Success: true } match
        && int.TryParse(match.Groups["passed"].Value, CultureInfo.InvariantCulture, out var passed)
        && int.TryParse(match.Groups["samples"].Value, CultureInfo.InvariantCulture, out var samples) && samples > 0 && passed <= samples
            ? (double)passed / samples
            : null;

    [
        GeneratedRegex(
            @"^recorded: (?<passed>\d{1,9}) of (?<samples>\d{1,9}) passed$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex Form();
}
