namespace HeavySim.Agents;

/// <summary>
/// Reads the log-probabilities of a chunk or a completion as token confidences: C_i = -mean_j log P_i(j) over the candidates given, at most
/// as many as were asked for (DeepConf, arXiv:2508.15260). The usual form is <c>content[].top_logprobs[].logprob</c>; reasoning may have a
/// list of its own beside it; older servers give <c>top_logprobs</c> as objects from token to logarithm.
/// </summary>
internal static class LogprobReader
{
    /// <summary>A confidence for every token with two candidates or more; empty where there are none.</summary>
    public static float[] Read(JsonElement? logprobs, int top)
    {
        if (logprobs is not { ValueKind: JsonValueKind.Object } given)
            return [];

        List<float>? confidences = null;
        foreach (var list in (ReadOnlySpan<string>)["reasoning_content", "content"])
        {
            foreach (var token in given.Get(list).Items())
                Add(ref confidences, Mean(Numbers(token.Get("top_logprobs")), top));
        }

        if (confidences is null)
        {
            foreach (var token in given.Get("top_logprobs").Items())
                Add(ref confidences, Mean(Numbers(token), top));
        }

        return confidences is null ? [] : [.. confidences];
    }

    private static void Add(ref List<float>? confidences, double? confidence)
    {
        if (confidence is { } known)
            (confidences ??= []).Add((float)known);
    }

    /// <summary>Minus the mean of the first <paramref name="top"/>; null for fewer than two, which cannot tell sure from unsure.</summary>
    private static double? Mean(IEnumerable<double> logarithms, int top)
    {
        var (sum, count) = (0.0, 0);
        foreach (var logarithm in logarithms.Take(top))
            (sum, count) = (sum + logarithm, count + 1);
        return count < TokenMarks.LeastTop ? null : Math.Max(0, -sum / count);
    }

    private static IEnumerable<double> Numbers(JsonElement? candidates) => candidates switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(static c => c.GetNumber("logprob")).OfType<decimal>()
            .Select(static n => (double)n),
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject()
            .Where(static c => c.Value.ValueKind == JsonValueKind.Number).Select(static c => c.Value.GetDouble()),
        _ => [],
    };
}
