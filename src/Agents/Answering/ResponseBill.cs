namespace HeavySim.Agents;

/// <summary>What a whole response cost, by what the clients of this project say of it.</summary>
internal static class ResponseBill
{
    /// <summary>The bill: the endpoint's own cost wins over the prices; counts that it did not give stay unknown.</summary>
    /// <param name="response">The response.</param>
    /// <param name="prices">What the endpoint's tokens cost, or null.</param>
    public static Usage Of(ChatResponse response, TokenPrices? prices)
    {
        var input = response.Usage?.InputTokenCount;
        var output = response.Usage?.OutputTokenCount;
        return new Usage
        {
            Calls = UpdateMarks.CallNumber(response.AdditionalProperties) ?? 1,
            InputTokens = input,
            OutputTokens = output,
            Cost = UpdateMarks.Cost(response.AdditionalProperties) ?? prices?.Of(input, output, response.Usage?.CachedInputTokenCount),
            IsEstimated = UpdateMarks.IsEstimated(response.AdditionalProperties),
        };
    }
}
