namespace HeavySim.Agents;

/// <summary>Spans and figures of chat calls by the GenAI conventions, from the library that keeps up with them.</summary>
internal static class TracedChat
{
    /// <summary>The client, traced where somebody listens and as it is where nobody does. A span is a request with its retries.</summary>
    /// <param name="client">The client, resilient already.</param>
    /// <param name="time">The clock of its world: spans have its times.</param>
    /// <param name="isSimulated">True when that is not the machine's clock.</param>
    public static IChatClient Around(IChatClient client, TimeProvider time, bool isSimulated)
    {
        if (!Telemetry.IsListenedTo)
            return client;

        return isSimulated
            ? new OpenTelemetryChatClient(new WorldTimeChatClient(client, time), sourceName: Telemetry.SimulatedName)
            : new OpenTelemetryChatClient(client, sourceName: Telemetry.Name);
    }
}
