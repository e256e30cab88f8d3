using System.Net;
using System.Text;

namespace HeavySim.Agents.Tests;

/// <summary>
/// Answers each request with the next scripted response (the last one again when the script is over) and keeps what was sent. Who asks for
/// the list of models gets none, where the script has none for it.
/// </summary>
internal sealed class VerbatimHandler(params Func<HttpResponseMessage>[] script) : HttpMessageHandler
{
    private int _next;

    /// <summary>The list of models, or null for 404.</summary>
    public Func<HttpResponseMessage>? Models { get; init; }

    public List<(Uri Uri, string Body, Dictionary<string, string> Headers)> Requests { get; } = [];

    public static Func<HttpResponseMessage> Stream(params string[] lines) =>
        Reply(200, string.Join("\n", lines) + "\n", "text/event-stream");

    public static Func<HttpResponseMessage> Events(params string[] data) =>
        Stream([.. data.SelectMany(payload => new[] { "data: " + payload, "" })]);

    public static Func<HttpResponseMessage> Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Reply(status, body, "application/json", headers);

    public static Func<HttpResponseMessage> Reply(
        int status, string body, string contentType, params (string Name, string Value)[] headers) => () =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);

        return response;
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
            return Models?.Invoke() ?? new HttpResponseMessage(HttpStatusCode.NotFound);

        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (Requests)
        {
            Requests.Add((
                request.RequestUri!, body,
                request.Headers.ToDictionary(
                    header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase)));
            return script[Math.Min(_next++, script.Length - 1)]();
        }
    }
}
