namespace HeavySim.Server.Completions;

/// <summary>What every piece of one answer says alike.</summary>
internal sealed record AnswerStamp(string Id, long Created, string Model)
{
    public static AnswerStamp New(CompletionCall call, TimeProvider time) =>
        new(WireId.New("chatcmpl-"), time.GetUtcNow().ToUnixTimeSeconds(), call.Model.Id);

    public Completion Whole(CompletionMessage message, string finishReason, UsageBody usage, LogprobsBody? logprobs) =>
        new(Id, "chat.completion", Created, Model, [new CompletionChoice(0, message, finishReason) { Logprobs = logprobs }], usage);

    public CompletionChunk Piece(ChunkDelta delta, string? finishReason = null, LogprobsBody? logprobs = null) => new(
        Id, "chat.completion.chunk", Created, Model,
        [new ChunkChoice(0, delta) { FinishReason = finishReason, Logprobs = logprobs }]);

    public CompletionChunk Closing(UsageBody usage) => new(Id, "chat.completion.chunk", Created, Model, []) { Usage = usage };
}
