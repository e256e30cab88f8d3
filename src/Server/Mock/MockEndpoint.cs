using HeavySim.Server.Mock;

namespace HeavySim.Server;

/// <summary>
/// A chat endpoint that fails on demand, for trying clients against. Give the models a <see cref="ScaledTimeProvider"/> to run them
/// faster or slower than life.
/// </summary>
internal static class MockEndpoint
{
    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="models">What is served, at least one.</param>
    /// <param name="mock">Delay and faults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">There are no models, or two have one id.</exception>
    /// <exception cref="HeavySimException">An option is out of its range, or the port cannot be had.</exception>
    public static Task<ChatEndpoint> StartAsync(
        ChatEndpointOptions options, IReadOnlyList<ServedModel> models, MockOptions mock, CancellationToken cancellationToken)
    {
        if (mock.Latency is not { } latency)
            return ChatEndpoint.StartAsync(options, models, mock.Faults, cancellationToken);
        if (latency < TimeSpan.Zero)
            throw new HeavySimException($"The latency is not negative, so not {latency.TotalSeconds:0.###} s.");

        IReadOnlyList<ServedModel> delayed =
        [
            .. models.Select(m => m with { Client = new DelayedChatClient(m.Client, latency, options.Time) }),
        ];
        return ChatEndpoint.StartAsync(options, delayed, mock.Faults, cancellationToken);
    }
}
