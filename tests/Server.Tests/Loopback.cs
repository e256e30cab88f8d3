using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HeavySim.Server.Tests;

/// <summary>One endpoint on loopback, and a bare HTTP client to call it with.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly ChatEndpoint _endpoint;

    private Loopback(ChatEndpoint endpoint) => _endpoint = endpoint;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Uri BaseUrl => _endpoint.BaseUrl;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Loopback> ServeAsync(IChatClient client, ChatEndpointOptions? options = null, MockOptions? mock = null) =>
        ServeAsync([new ServedModel("sim", client)], options, mock);

    public static async Task<Loopback> ServeAsync(
        IReadOnlyList<ServedModel> models, ChatEndpointOptions? options = null, MockOptions? mock = null)
    {
        options ??= new ChatEndpointOptions();
        return new Loopback(mock is null
            ? await ChatEndpoint.StartAsync(options, models, Token)
            : await MockEndpoint.StartAsync(options, models, mock, Token));
    }

    public static string Ask(string fields = "") =>
        $$"""{"model":"sim","messages":[{"role":"user","content":"What is 6 x 7?"}]{{(fields.Length > 0 ? "," : "")}}{{fields}}}""";

    public static string AskStream(string fields = "") => Ask("\"stream\":true" + (fields.Length > 0 ? "," : "") + fields);

    /// <summary>Sends a request; the response is whole unless it is to be read as it comes.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, Action<HttpRequestMessage>? more = null, bool asItComes = false)
    {
        var request = new HttpRequestMessage(method, new Uri(BaseUrl, path))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        more?.Invoke(request);
        return Http.SendAsync(request, asItComes
            ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead, Token);
    }

    public Task<HttpResponseMessage> CompleteAsync(string body, Action<HttpRequestMessage>? more = null, bool asItComes = false) =>
        SendAsync(HttpMethod.Post, "/v1/chat/completions", body, more, asItComes);

    public static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Token);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonElement.Parse(await TextAsync(response));

    /// <summary>The data of each event of a stream.</summary>
    public static IReadOnlyList<string> Events(string stream) =>
        [.. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SelectMany(e => e.Split('\n'))
            .Where(l => l.StartsWith("data: ", StringComparison.Ordinal)).Select(l => l[6..])];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _endpoint.DisposeAsync();
    }
}
