using System.Globalization;
using System.Runtime.InteropServices;

namespace HeavySim.Simulation;

/// <summary>A metric's name taken apart: "maj@64" is Kind "maj", K 64; "rounds@rsa:n=16" is Kind "rounds" with that plan, K 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClaimMetric(string Kind, int K, string? Plan = null)
{
    private const string Rounds = "rounds@";

    public static bool TryParse(string? text, out ClaimMetric metric)
    {
        metric = default;
        if (text is not null && text.Length > Rounds.Length && text.StartsWith(Rounds, StringComparison.Ordinal))
        {
            metric = new ClaimMetric("rounds", 0, text[Rounds.Length..]);
            return true;
        }

        var at = text?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (text is null || at < 0 || !int.TryParse(text.AsSpan(at + 1), NumberStyles.None, null, out var k) || k is < 1 or > 1024)
            return false;

        metric = new ClaimMetric(text[..at], k);
        return metric.Kind is "pass" or "maj" or "listwise" or "heavy" or "deepconf" or "deepconf-saved";
    }
}
