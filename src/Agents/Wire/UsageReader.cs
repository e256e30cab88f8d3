namespace HeavySim.Agents;

/// <summary>Reads what a payload says was used, wherever it says so.</summary>
internal static class UsageReader
{
    /// <summary>A count beyond it is no count.</summary>
    private const long Most = 100_000_000;

    private const decimal TicksPerDollar = 10_000_000_000;

    /// <summary>
    /// The object: at the top level, in a choice, or under <c>x_groq</c>; null where there is none.
    /// </summary>
    public static JsonElement? Find(JsonElement root) =>
        Object(root.Get("usage"))
            ?? Object(root.Get("x_groq")?.Get("usage"))
            ?? root.Get("choices").Items().Select(static choice => Object(choice.Get("usage")))
                .FirstOrDefault(static usage => usage is not null);

    /// <summary>Its counts; one that is negative or absurd is not known.</summary>
    public static UsageDetails Read(JsonElement usage)
    {
        var input = Count(usage, "prompt_tokens", "input_tokens");
        var output = Count(usage, "completion_tokens", "output_tokens");
        var total = Count(usage, "total_tokens");
        var reasoning = Inside(usage, "reasoning_tokens", "completion_tokens_details", "output_tokens_details");
        var cached = Inside(usage, "cached_tokens", "prompt_tokens_details", "input_tokens_details")
            ?? Count(usage, "prompt_cache_hit_tokens", "cache_read_input_tokens");

        // Some count the reasoning beside the output, and bill it: the total shows it.
        if (total - input - output is > 0 and var beside && reasoning is > 0 && Math.Abs(beside - reasoning.Value) <= 4 + (reasoning / 50))
            output = total - input;

        return new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = total,
            ReasoningTokenCount = reasoning,
            CachedInputTokenCount = cached <= input ? cached : null,
        };
    }

    /// <summary>
    /// What it says that the response cost, in US dollars: plainly (OpenRouter), in ticks of which a dollar has ten thousand million (xAI),
    /// or as the total of its parts (Perplexity). Null where it says nothing.
    /// </summary>
    public static decimal? CostOf(JsonElement usage) =>
        usage.GetNumber("cost")
            ?? (usage.GetNumber("cost_in_usd_ticks") is >= 0 and var ticks ? ticks / TicksPerDollar : (decimal?)null)
            ?? usage.Get("cost")?.GetNumber("total_cost");

    private static JsonElement? Object(JsonElement? element) => element is { ValueKind: JsonValueKind.Object } ? element : null;

    private static long? Count(JsonElement usage, params ReadOnlySpan<string> names) =>
        usage.GetCount(names) is >= 0 and <= Most and var count ? count : null;

    private static long? Inside(JsonElement usage, string name, params ReadOnlySpan<string> groups)
    {
        foreach (var group in groups)
        {
            if (usage.Get(group) is { } details && Count(details, name) is { } count)
                return count;
        }

        return Count(usage, name);
    }
}
