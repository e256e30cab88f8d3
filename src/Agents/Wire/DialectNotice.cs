namespace HeavySim.Agents;

/// <summary>What to say, where an endpoint's refusal changes what a model does or what can be known of it.</summary>
internal static class DialectNotice
{
    /// <summary>A line on what was learned, or null where nobody needs to know.</summary>
    /// <param name="endpoint">The endpoint, as it may be shown.</param>
    /// <param name="model">The model, or null for the endpoint's only one.</param>
    /// <param name="before">What was known.</param>
    /// <param name="after">What is known now.</param>
    public static string? Of(string endpoint, string? model, Dialect before, Dialect after)
    {
        var whose = model is null ? "" : $" for {model}";
        if (after.FoldsSystem && !before.FoldsSystem)
            return $"{endpoint} passes no system message on{(model is null ? "" : $" to {model}")}: strategies and the form of the answer "
                + "go into the user's message from now on.";
        if (after.HasModestTop && !before.HasModestTop)
            return $"{endpoint} refuses {TokenMarks.TopLogprobs}{whose}: it is asked for {Dialect.ModestTop} at most, and token confidence "
                + "is that of so many candidates.";
        if (after.IgnoresLogprobs && !before.IgnoresLogprobs)
            return $"{endpoint} gives no log-probabilities{whose}: token confidence is not known.";

        return after.Dropped.Except(before.Dropped).FirstOrDefault() switch
        {
            null or "stream_options" or "parallel_tool_calls" or Dialect.Reasoning or "reasoning.summary" or "include" or "store" => null,
            TokenMarks.Logprobs => $"{endpoint} refuses log-probabilities{whose}: token confidence is not known.",
            var parameter => $"{endpoint} refuses {parameter}{whose}: it is left out, and the model's own default holds.",
        };
    }
}
