using System.Net;
using System.Text;

namespace HeavySim.Agents.Tests;

/// <summary>A small server in the process: answers each request by what it is given, and keeps what was asked.</summary>
internal sealed class RoutedHandler(Func<string, string, HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>What was asked, as "POST /v1/responses".</summary>
    public List<string> Paths { get; } = [];

    /// <summary>The bodies of what was asked.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>The headers of what was asked last.</summary>
    public Dictionary<string, string> Headers { get; private set; } = [];

    public static HttpResponseMessage Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Reply(status, "application/json", body, headers);

    public static HttpResponseMessage Reply(int status, string type, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Paths.Add(path);
        Bodies.Add(body);
        Headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
        return answer(path, body);
    }
}
