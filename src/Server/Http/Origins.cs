namespace HeavySim.Server.Http;

/// <summary>
/// Which web pages may call (CORS). A page of this machine may; any other only where it was allowed by name, and is refused rather than
/// merely kept from reading the answer: a chat completion costs money even when nobody reads it.
/// </summary>
internal sealed class Origins(RequestDelegate next, IReadOnlyList<string> allowed)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            if (!IsAllowed(origin))
                throw new ApiException(
                    new ApiError(403, $"Pages of '{origin}' may not call this endpoint; it answers pages of this machine and of the "
                        + "origins it was told to allow.") { Code = "origin_not_allowed" });

            var headers = http.Response.Headers;
            headers.AccessControlAllowOrigin = origin;
            headers.Vary = "Origin";
            headers.AccessControlExposeHeaders = "x-request-id, x-should-retry, retry-after, retry-after-ms";
        }

        if (HttpMethods.IsOptions(http.Request.Method))
            Preflight(http);
        else
            await next(http);
    }

    private static void Preflight(HttpContext http)
    {
        // The SDKs send about nine headers of their own: what is asked for is granted.
        var asked = http.Request.Headers.AccessControlRequestHeaders.ToString();
        var headers = http.Response.Headers;
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = asked.Length > 0 ? asked : "authorization, content-type";
        headers.AccessControlMaxAge = "600";
        if (http.Request.Headers.ContainsKey("Access-Control-Request-Private-Network"))
            headers["Access-Control-Allow-Private-Network"] = "true";

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private bool IsAllowed(string origin) =>
        (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" && page.IsLoopback)
        || allowed.Any(a => a == "*" || string.Equals(a.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase));
}
