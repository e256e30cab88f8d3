namespace HeavySim.Server.Completions;

/// <summary>Adds up what an answer has come to: its usage, its calls of tools, and how it ends.</summary>
internal sealed class AnswerTally(CompletionCall call)
{
    private const int CharactersPerToken = 4;
    private UsageDetails? _usage;
    private long _characters;
    private int _toolCalls;
    private ChatFinishReason? _reason;

    /// <summary>"stop" where the model does not say. A call of a tool that the caller does not know of is no end to the caller.</summary>
    public string FinishReason =>
        _reason is { } reason && reason != ChatFinishReason.ToolCalls && reason != ChatFinishReason.Stop ? reason.Value
        : _toolCalls > 0 ? ChatFinishReason.ToolCalls.Value
        : ChatFinishReason.Stop.Value;

    /// <summary>The model's count, or about four characters to a token where it gives none: clients insist on a number.</summary>
    public UsageBody Usage
    {
        get
        {
            var input = _usage?.InputTokenCount ?? Estimate(call.Messages.Sum(static m => (long)m.Text.Length));
            var output = _usage?.OutputTokenCount ?? Estimate(_characters);
            return new UsageBody(input, output, _usage?.TotalTokenCount ?? input + output)
            {
                PromptTokensDetails = _usage?.CachedInputTokenCount is { } cached ? new(cached) : null,
                CompletionTokensDetails = _usage?.ReasoningTokenCount is { } reasoning ? new(reasoning) : null,
            };
        }
    }

    public void Add(UsageDetails? usage)
    {
        if (usage is not null)
            (_usage ??= new UsageDetails()).Add(usage);
    }

    public void Add(ChatFinishReason? reason) => _reason = reason ?? _reason;

    public void AddText(string text) => _characters += text.Length;

    /// <summary>The wire's form of a call of a tool, or null when it is none of the caller's business.</summary>
    public ToolCallBody? Add(FunctionCallContent content, bool isStreaming)
    {
        if (!call.OffersTools || content.InformationalOnly)
            return null;

        var index = _toolCalls++;
        var arguments = JsonSerializer.Serialize(
            content.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal), ToolArguments.Type);
        return new ToolCallBody(isStreaming ? index : null, content.CallId, "function", new FunctionCallBody(content.Name, arguments));
    }

    private static long Estimate(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}
