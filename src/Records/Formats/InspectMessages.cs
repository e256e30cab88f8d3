namespace HeavySim.Records.Formats;

/// <summary>
/// The texts of an inspect sample. Long ones may stand apart: a text "attachment://key" is looked up among the sample's attachments.
/// </summary>
internal sealed class InspectMessages(JsonElement sample)
{
    private const string Scheme = "attachment://";
    private readonly JsonElement? _attachments = sample.Member("attachments");

    /// <summary>What was asked: a text, or the words of a chat's user.</summary>
    public string Input => sample.Member("input") is not { } input ? ""
        : input.ValueKind == JsonValueKind.Array && Said(input, "user").ToList() is { Count: > 0 } said ? string.Join("\n\n", said)
        : Resolved(FieldText.OfQuestion(input));

    /// <summary>How often the model spoke: once for a plain answer, more often for an agent with tools. At least 1.</summary>
    public int Turns => Math.Max(1, sample.Member("messages") is { ValueKind: JsonValueKind.Array } messages
        ? messages.EnumerateArray().Count(static m => m.Text("role") == "assistant")
        : 1);

    /// <summary>The first of the choices that the model gave, as the log's own scorers take it: its text and its reasoning.</summary>
    public (string? Text, string? Reasoning) Output()
    {
        if (FirstChoice?.Member("message")?.Member("content") is not { } content)
            return (sample.Member("output")?.Text("completion") is { } completion ? Resolved(completion) : null, null);
        if (content.ValueKind != JsonValueKind.Array)
            return (Resolved(FieldText.Of(content)), null);

        var reasoning = content.EnumerateArray().Select(Reasoning).OfType<string>().Where(static r => r.Length > 0).ToList();
        return (Parts(content), reasoning.Count > 0 ? string.Join('\n', reasoning) : null);
    }

    /// <summary>Whether the answer was cut at the model's limit.</summary>
    public bool IsTruncated => FirstChoice?.Text("stop_reason") is "max_tokens" or "model_length";

    private JsonElement? FirstChoice =>
        sample.Member("output")?.Member("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0
            ? choices[0]
            : null;

    private IEnumerable<string> Said(JsonElement messages, string role)
    {
        foreach (var message in messages.EnumerateArray())
        {
            if (message.Member("content") is { } content && (message.Text("role") ?? role) == role)
                yield return content.ValueKind == JsonValueKind.Array ? Parts(content) : Resolved(FieldText.Of(content));
        }
    }

    /// <summary>The text parts; images, tools' data and reasoning are none.</summary>
    private string Parts(JsonElement content) => string.Join('\n', content.EnumerateArray()
        .Select(part => part.ValueKind == JsonValueKind.String ? FieldText.Of(part) : part.Text("text"))
        .OfType<string>()
        .Select(Resolved));

    /// <summary>A part's reasoning; what the provider encrypted is told by its summary only.</summary>
    private string? Reasoning(JsonElement part) =>
        (part.Member("redacted") is { ValueKind: JsonValueKind.True } ? part.Text("summary") : part.Text("reasoning")) is { } reasoning
            ? Resolved(reasoning)
            : null;

    private string Resolved(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal) && _attachments?.Text(text[Scheme.Length..]) is { } found ? found : text;
}
