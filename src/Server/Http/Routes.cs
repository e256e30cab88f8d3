using HeavySim.Server.Completions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace HeavySim.Server.Http;

/// <summary>The way of a request: id and errors, origin, key, then its route. Every route answers with and without /v1.</summary>
internal static class Routes
{
    public static void Map(WebApplication host, ChatEndpointOptions options, ModelCatalog catalog, IFaultSource? faults)
    {
        var failures = new FailureLog(options.Logging.CreateLogger<ChatEndpoint>());
        host.Use(next => new ErrorBoundary(next, host.Lifetime.ApplicationStopping, failures).InvokeAsync);
        host.Use(next => new Origins(next, options.AllowedOrigins).InvokeAsync);
        if (options.ApiKey is { } key)
            host.Use(next => new KeyCheck(next, key).InvokeAsync);

        host.UseRouting();
        var completions = new CompletionRoute(catalog, options, faults, failures);
        foreach (var prefix in (string[])["", "/v1"])
        {
            host.MapGet($"{prefix}/models", http => ListAsync(http, catalog));
            host.MapGet($"{prefix}/models/{{**id}}", http => RetrieveAsync(http, catalog));
            host.MapPost($"{prefix}/chat/completions", completions.HandleAsync);
        }

        host.MapGet("/health", static http => JsonBody.WriteAsync(http, new HealthBody("ok"), WireFormat.Json.HealthBody));
        host.MapFallback("{**path}", static http => throw new ApiException(new ApiError(
            404, $"There is no {http.Request.Method} {http.Request.Path} here. This endpoint has GET /v1/models, POST "
                + "/v1/chat/completions and GET /health.") { Code = "unknown_url" }));
    }

    private static Task ListAsync(HttpContext http, ModelCatalog catalog) =>
        JsonBody.WriteAsync(
            http, new ModelList([.. catalog.All.Select(m => ModelEntry.Of(m, catalog.Created))]), WireFormat.Json.ModelList);

    private static Task RetrieveAsync(HttpContext http, ModelCatalog catalog)
    {
        // Routing decodes all but the slash, and names such as "vendor/model" come encoded from the SDKs.
        var id = ((string)http.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return JsonBody.WriteAsync(http, ModelEntry.Of(catalog.Find(id), catalog.Created), WireFormat.Json.ModelEntry);
    }
}
