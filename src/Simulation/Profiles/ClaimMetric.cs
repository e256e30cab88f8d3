using System.Globalization;

namespace HeavySim.Simulation;

/// <summary>A metric's name taken apart: "maj@64" is Kind "maj", K 64.</summary>
internal readonly record struct ClaimMetric(string Kind, int K)
{
    public static bool TryParse(string? text, out ClaimMetric metric)
    {
        metric = default;
        var at = text?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (text is null || at < 0 || !int.TryParse(text.AsSpan(at + 1), NumberStyles.None, null, out var k) || k is < 1 or > 1024)
            return false;

        metric = new ClaimMetric(text[..at], k);
        return metric.Kind is "pass" or "maj" or "listwise" or "heavy";
    }
}
