namespace HeavySim.Core;

/// <summary>
/// How log-probabilities are asked for and told among this project's chat clients: in the additional properties of requests, updates and
/// responses.
/// </summary>
internal static class TokenMarks
{
    /// <summary>The fewest candidates a confidence can be told from: a single one's probability says the opposite.</summary>
    public const int LeastTop = 2;

    /// <summary>The most candidates that the chat completions protocol knows.</summary>
    public const int MostTop = 20;

    /// <summary>Of a request: true to have log-probabilities. The name is the protocol's.</summary>
    public const string Logprobs = "logprobs";

    /// <summary>Of a request: how many candidates a token, as an <see cref="int"/>. The name is the protocol's.</summary>
    public const string TopLogprobs = "top_logprobs";

    /// <summary>
    /// Of an update: the confidences of its tokens in order, in nats, as an array of <see cref="float"/>; of a whole response: of all.
    /// </summary>
    public const string Confidences = "heavysim.token-confidences";
}
