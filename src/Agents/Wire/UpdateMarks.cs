namespace HeavySim.Agents;

/// <summary>
/// What the chat clients of this project say beside the text, in the additional properties of their updates and responses. Other clients
/// set no marks and are understood all the same.
/// </summary>
internal static class UpdateMarks
{
    private const string CallKey = "heavysim.call";
    private const string CostKey = "heavysim.cost";
    private const string EstimatedKey = "heavysim.estimated";
    private const string ReasoningKey = "heavysim.reasoning-so-far";
    private const string PromptCutKey = "heavysim.prompt-cut";
    private const string AfterCutKey = "heavysim.after-cut";
    private const string UnsentKey = "heavysim.unsent";

    /// <summary>
    /// The number of the call that begins with this update, from 1, or null when none does. From 2 on the text restarts: everything
    /// before it belonged to a call that failed. On a whole response: the number of calls that were made.
    /// </summary>
    public static int? CallNumber(AdditionalPropertiesDictionary? properties) => Read(properties, CallKey) as int?;

    /// <summary>What the endpoint says the call cost, in its own currency unit (US dollars for all known ones), or null.</summary>
    public static decimal? Cost(AdditionalPropertiesDictionary? properties) => Read(properties, CostKey) as decimal?;

    /// <summary>True when the usage beside it is our estimate.</summary>
    public static bool IsEstimated(AdditionalPropertiesDictionary? properties) => Read(properties, EstimatedKey) is true;

    /// <summary>True when all text before this update was reasoning: a closing <c>&lt;/think&gt;</c> came without an opening one.</summary>
    public static bool IsReasoningSoFar(AdditionalPropertiesDictionary? properties) => Read(properties, ReasoningKey) is true;

    /// <summary>True when the endpoint counted so few prompt tokens that it must have cut the prompt without saying so.</summary>
    public static bool IsPromptCut(AdditionalPropertiesDictionary? properties) => Read(properties, PromptCutKey) is true;

    /// <summary>True when the call before the one that begins here was ended by us while it was under way.</summary>
    public static bool IsAfterCut(AdditionalPropertiesDictionary? properties) => Read(properties, AfterCutKey) is true;

    /// <summary>The parameters that were asked for and not sent, as the endpoint refuses them.</summary>
    public static IReadOnlyList<string> Unsent(AdditionalPropertiesDictionary? properties) =>
        (Read(properties, UnsentKey) as string)?.Split(' ') ?? [];

    /// <summary>The confidences of the update's tokens, in nats; empty where none came.</summary>
    public static ReadOnlySpan<float> Confidences(AdditionalPropertiesDictionary? properties) =>
        Read(properties, TokenMarks.Confidences) as float[];

    /// <summary>How many candidates of each token a request wants to see; null where it wants no log-probabilities.</summary>
    public static int? TopLogprobs(ChatOptions? options) =>
        Read(options?.AdditionalProperties, TokenMarks.Logprobs) is true
            ? Read(options?.AdditionalProperties, TokenMarks.TopLogprobs) as int? ?? TokenMarks.MostTop
            : null;

    /// <summary>The marks of an answer that was kept in a file, which forgets their types, as they were made.</summary>
    internal static AdditionalPropertiesDictionary? AsMade(AdditionalPropertiesDictionary? properties)
    {
        if (properties is null)
            return null;

        foreach (var key in (string[])[EstimatedKey, ReasoningKey, PromptCutKey])
        {
            if (Read(properties, key) is JsonElement { ValueKind: JsonValueKind.True })
                properties[key] = true;
        }

        if (Read(properties, CostKey) is JsonElement { ValueKind: JsonValueKind.Number } cost)
            properties[CostKey] = cost.GetDecimal();
        if (Read(properties, UnsentKey) is JsonElement { ValueKind: JsonValueKind.String } unsent)
            properties[UnsentKey] = unsent.Text();
        if (Read(properties, TokenMarks.Confidences) is JsonElement { ValueKind: JsonValueKind.Array } confidences)
            properties[TokenMarks.Confidences] = confidences.EnumerateArray().Select(static c => c.GetSingle()).ToArray();
        return properties;
    }

    internal static void MarkConfidences(this ChatResponseUpdate update, float[] confidences) =>
        (update.AdditionalProperties ??= [])[TokenMarks.Confidences] = confidences;

    internal static void MarkCall(this ChatResponseUpdate update, int number, bool isAfterCut = false)
    {
        (update.AdditionalProperties ??= [])[CallKey] = number;
        if (isAfterCut)
            update.AdditionalProperties[AfterCutKey] = true;
    }

    internal static void MarkCalls(this ChatResponse response, int count) => (response.AdditionalProperties ??= [])[CallKey] = count;

    /// <summary>Says what the endpoint took for it, or that this is not known.</summary>
    internal static void MarkCost(this ChatResponse response, decimal? cost)
    {
        if (cost is { } known)
            (response.AdditionalProperties ??= [])[CostKey] = known;
        else
            response.AdditionalProperties?.Remove(CostKey);
    }

    /// <summary>Takes the number of calls away, as it begins the text of a stream anew.</summary>
    internal static void UnmarkCalls(this ChatResponse response) => response.AdditionalProperties?.Remove(CallKey);

    internal static void MarkCost(this ChatResponseUpdate update, decimal cost) => (update.AdditionalProperties ??= [])[CostKey] = cost;

    internal static void MarkEstimated(this ChatResponseUpdate update) => (update.AdditionalProperties ??= [])[EstimatedKey] = true;

    internal static void MarkReasoningSoFar(this ChatResponseUpdate update) => (update.AdditionalProperties ??= [])[ReasoningKey] = true;

    internal static void MarkPromptCut(this ChatResponseUpdate update) => (update.AdditionalProperties ??= [])[PromptCutKey] = true;

    internal static void MarkUnsent(this ChatResponseUpdate update, IEnumerable<string> parameters) =>
        (update.AdditionalProperties ??= [])[UnsentKey] = string.Join(' ', parameters);

    internal static void Mark(
        this ChatResponse response, bool isEstimated, decimal? cost, bool isPromptCut, IReadOnlyCollection<string>? unsent = null)
    {
        if (isEstimated)
            (response.AdditionalProperties ??= [])[EstimatedKey] = true;

        if (cost is { } known)
            (response.AdditionalProperties ??= [])[CostKey] = known;

        if (isPromptCut)
            (response.AdditionalProperties ??= [])[PromptCutKey] = true;

        if (unsent is { Count: > 0 })
            (response.AdditionalProperties ??= [])[UnsentKey] = string.Join(' ', unsent);
    }

    private static object? Read(AdditionalPropertiesDictionary? properties, string key) =>
        properties is not null && properties.TryGetValue(key, out var value) ? value : null;
}
