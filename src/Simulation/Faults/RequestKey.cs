namespace HeavySim.Simulation;

/// <summary>
/// Names a request by its content, for <see cref="FaultPlan.Next"/>: the same model, seed and messages are the same request.
/// </summary>
internal static class RequestKey
{
    /// <summary>The key of a request.</summary>
    public static RandomKey Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var key = RandomKey.Of(options?.Seed ?? -1).With(options?.ModelId ?? "");
        foreach (var message in messages)
            key = key.With(message.Role.Value).With(message.Text);

        return key;
    }
}
