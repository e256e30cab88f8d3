namespace HeavySim.Server;

/// <summary>What a fault may be drawn from: by arrival, or by what is asked, which does not depend on scheduling.</summary>
/// <param name="Number">The number of the chat completion request at this endpoint, from 0 in order of arrival.</param>
/// <param name="Messages">The conversation.</param>
/// <param name="Options">How to answer, its seed and model among it.</param>
/// <param name="IsStreaming">True when the answer is asked for in pieces.</param>
internal sealed record MockRequest(long Number, IReadOnlyList<ChatMessage> Messages, ChatOptions Options, bool IsStreaming);
