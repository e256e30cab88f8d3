using System.Text.Json.Serialization;

namespace HeavySim.Server.Wire;

/// <summary>The log-probabilities of an answer, or of a piece of it.</summary>
internal sealed record LogprobsBody(IReadOnlyList<TokenLogprobBody> Content);

internal sealed record TokenLogprobBody(string Token, double Logprob, IReadOnlyList<CandidateBody> TopLogprobs)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public object? Bytes => null;
}

internal sealed record CandidateBody(string Token, double Logprob)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public object? Bytes => null;
}
