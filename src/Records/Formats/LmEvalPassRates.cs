using System.Globalization;

namespace HeavySim.Records.Formats;

/// <summary>
/// How many of a document's samples passed, read off its pass@k: tasks of code (HumanEval, MBPP) log one figure for all responses, the
/// unbiased estimate 1 - C(n-c, k)/C(n, k) of Chen et al. 2021, arXiv:2107.03374, from which c can be told again.
/// </summary>
internal static class LmEvalPassRates
{
    private const double Rounding = 1e-6;

    private static readonly string[] Names = ["pass@", "pass_at_"];

    /// <summary>The share that passed, in 0..1, and how many that are, where that can be told; null where the row has no pass@k.</summary>
    /// <param name="row">The row.</param>
    /// <param name="samples">How many responses it has.</param>
    public static (double? Share, int? Passed)? Of(JsonElement row, int samples)
    {
        var rates = row.EnumerateObject().Select(Rate).OfType<(int K, double Value)>()
            .Where(r => r.K <= samples && r.Value is >= 0 and <= 1)
            .OrderBy(static r => r.K)
            .ToList();
        if (rates.Count == 0)
            return null;

        // A large k soon is 1, whatever passed: the smallest tells most.
        var passed = rates.Select(r => Passed(r.K, r.Value, samples)).FirstOrDefault(static p => p is not null);
        return (passed is { } known ? (double)known / samples : rates[0].K == 1 ? rates[0].Value : null, passed);
    }

    private static (int K, double Value)? Rate(JsonProperty field)
    {
        var name = Array.Find(Names, n => field.Name.StartsWith(n, StringComparison.Ordinal));
        return name is not null && field.Value.ValueKind == JsonValueKind.Number
            && int.TryParse(field.Name.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k > 0
            ? (k, field.Value.GetDouble())
            : null;
    }

    /// <summary>The only number that gives this pass@k, or null when there is none or more than one.</summary>
    private static int? Passed(int k, double value, int samples)
    {
        int? found = null;
        for (var passed = 0; passed <= samples; passed++)
        {
            if (Math.Abs(PassAt(k, passed, samples) - value) > Rounding)
                continue;
            if (found is not null)
                return null;
            found = passed;
        }

        return found;
    }

    private static double PassAt(int k, int passed, int samples)
    {
        var none = 1.0;
        for (var i = 0; i < k && none > 0; i++)
            none *= Math.Max(0, samples - passed - i) / (double)(samples - i);
        return 1 - none;
    }
}
