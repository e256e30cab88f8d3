using System.Globalization;

namespace HeavySim.Server.Http;

/// <summary>
/// Gives every request its id and its life time, and turns what escapes from it into an error the public SDKs understand.
/// </summary>
internal sealed class ErrorBoundary(RequestDelegate next, CancellationToken stopping, FailureLog failures)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.TraceIdentifier = WireId.New("req_");
        http.Response.Headers["x-request-id"] = http.TraceIdentifier;
        using var life = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.RequestAborted = life.Token;
        try
        {
            await next(http);
        }
        catch (Exception) when (life.IsCancellationRequested)
        {
            // The caller left, or the endpoint stops: there is nobody to tell.
            http.Abort();
        }
        catch (Exception error)
        {
            failures.Record(http, error);
            if (http.Response.HasStarted)
                http.Abort();
            else
                await WriteAsync(http, ApiError.Of(error));
        }
    }

    /// <summary>Writes an error as a whole response.</summary>
    public static Task WriteAsync(HttpContext http, ApiError error)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = error.Status;
        if (!error.IsTransient)
            headers["x-should-retry"] = "false";
        if (error.Status == StatusCodes.Status401Unauthorized)
            headers.WWWAuthenticate = "Bearer";
        if (error.RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            headers["retry-after-ms"] = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        return JsonBody.WriteAsync(http, ErrorEnvelope.Of(error), WireFormat.Json.ErrorEnvelope);
    }
}
