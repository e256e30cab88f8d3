using Microsoft.Extensions.Logging;

namespace HeavySim.Server.Http;

/// <summary>Keeps what callers are not shown: the errors that are nobody's doing but ours.</summary>
internal sealed partial class FailureLog(ILogger log)
{
    public void Record(HttpContext http, Exception error)
    {
        if (ApiError.Of(error).Status == StatusCodes.Status500InternalServerError)
            LogBug(log, http.TraceIdentifier, error);
    }

    [LoggerMessage(1, LogLevel.Error, "Request {RequestId} failed")]
    private static partial void LogBug(ILogger log, string requestId, Exception error);
}
