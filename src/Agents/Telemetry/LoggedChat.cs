using Microsoft.Extensions.Logging;

namespace HeavySim.Agents;

/// <summary>What an endpoint is asked and says, try by try, by the library's own logging client.</summary>
internal static class LoggedChat
{
    /// <summary>
    /// The client, logged where there is somebody to log for. Under the resilience, so that tries which are made again show as well.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="loggers">Where logs go, or null for nowhere.</param>
    /// <param name="endpoint">The endpoint's name; a part of the category.</param>
    /// <param name="apiKey">The key that is sent, which never comes into a log, or null.</param>
    /// <param name="simulated">The clock of its world where that is not the machine's: lines then tell its time, too.</param>
    public static IChatClient Around(
        IChatClient client, ILoggerFactory? loggers, string endpoint, string? apiKey, TimeProvider? simulated) => loggers is null
        ? client
        : new LoggingChatClient(client, new KeylessLogger(loggers.CreateLogger("HeavySim.Endpoint." + endpoint), apiKey, simulated));
}
