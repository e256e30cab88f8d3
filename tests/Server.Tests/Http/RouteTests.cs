using System.Net;

namespace HeavySim.Server.Tests.Http;

public sealed class RouteTests
{
    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/models")]
    [InlineData("/v1/models/")]
    public async Task Models_WithAndWithoutVersion_ListsThem(string path)
    {
        await using var server = await Loopback.ServeAsync(
            [new ServedModel("sim", ScriptedChatClient.Hello()) { OwnedBy = "me" }], new ChatEndpointOptions { Time = new FixedClock() });

        var response = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal(
            """{"data":[{"id":"sim","object":"model","created":1700000000,"owned_by":"me"}],"object":"list"}""",
            await Loopback.TextAsync(response));
    }

    [Theory]
    [InlineData("/v1/models/vendor/model:7b")]
    [InlineData("/models/vendor%2Fmodel:7b")]
    public async Task Model_WithSlash_IsFound(string path)
    {
        await using var server = await Loopback.ServeAsync([new ServedModel("vendor/model:7b", ScriptedChatClient.Hello())]);

        var response = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal("vendor/model:7b", (await Loopback.JsonAsync(response)).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("GET", "/v1/models/nope", "model_not_found")]
    [InlineData("POST", "/v1/completions", "unknown_url")]
    [InlineData("POST", "/v1/embeddings", "unknown_url")]
    [InlineData("POST", "/v1/responses", "unknown_url")]
    [InlineData("GET", "/v1/chat/completions", "unknown_url")]
    [InlineData("GET", "/favicon.ico", "unknown_url")]
    [InlineData("GET", "/", "unknown_url")]
    public async Task Elsewhere_IsAJson404(string method, string path, string code)
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var response = await server.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(code, (await Loopback.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Completions_WithoutVersion_Answers()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var response = await server.SendAsync(HttpMethod.Post, "/chat/completions", Loopback.Ask());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Health_Always_IsOk()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello(), new ChatEndpointOptions { ApiKey = "secret" });

        var response = await server.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"status":"ok"}""", await Loopback.TextAsync(response));
    }

    [Fact]
    public async Task RequestId_OfEveryResponse_IsItsOwn()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var first = await server.SendAsync(HttpMethod.Get, "/v1/models");
        var second = await server.SendAsync(HttpMethod.Get, "/nowhere");

        Assert.NotEqual(first.Headers.GetValues("x-request-id").Single(), second.Headers.GetValues("x-request-id").Single());
        Assert.StartsWith("req_", second.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
    }
}
