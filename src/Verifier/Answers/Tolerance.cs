using System.Globalization;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The tolerance that a problem's own record asks for: <c>tolerance</c>, absolute ("0.01") or a share of the gold ("5%"), or
/// OlympiadBench's <c>error</c>, absolute (He et al. 2024, arXiv:2402.14008). It says which values are right, never which are one answer:
/// that would not be transitive.
/// </summary>
internal static class Tolerance
{
    private static readonly string[] Fields = ["tolerance", "error"];

    /// <summary>
    /// Whether a number lies within the problem's tolerance of a gold; false where the problem has none, or either is no number.
    /// </summary>
    public static bool Accepts(Problem problem, string key, IEnumerable<string> goldKeys)
    {
        foreach (var field in Fields)
        {
            if (problem.Metadata.TryGetValue(field, out var text) && Read(text) is { } tolerance && Value(key) is { } value)
                return goldKeys.Any(gold => Value(gold) is { } wanted
                    && Math.Abs(value - wanted) <= (tolerance.IsShare ? Math.Abs(wanted) * tolerance.Size : tolerance.Size) * (1 + 1e-9));
        }

        return false;
    }

    private static (double Size, bool IsShare)? Read(string text)
    {
        var bare = text.AsSpan().Trim();
        var isShare = bare is [.., '%'];
        return double.TryParse(isShare ? bare[..^1] : bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var size)
            && double.IsFinite(size) && size > 0
            ? (isShare ? size / 100 : size, isShare)
            : null;
    }

    /// <summary>The value of a key of a real number: "n:", an exact fraction, or "~:", a rounded value.</summary>
    private static double? Value(string key) => !key.StartsWith("~:", StringComparison.Ordinal) ? ValueForm.Read(key)?.ToDouble()
        : double.TryParse(key.AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture, out var rounded) ? rounded : null;
}
