using System.Net;

namespace HeavySim.Server.Tests.Http;

public sealed class AccessTests
{
    private static readonly ChatEndpointOptions Locked = new() { ApiKey = "s3cret" };

    [Theory]
    [InlineData("Authorization", "Bearer s3cret")]
    [InlineData("Authorization", "bearer s3cret")]
    [InlineData("api-key", "s3cret")]
    [InlineData("x-api-key", "s3cret")]
    public async Task Key_Right_LetsIn(string header, string value)
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello(), Locked);

        var response = await server.CompleteAsync(Loopback.Ask(), r => r.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic s3cret")]
    [InlineData("api-key", "s3cret2")]
    public async Task Key_MissingOrWrong_IsA401(string? header, string? value)
    {
        var client = ScriptedChatClient.Hello();
        await using var server = await Loopback.ServeAsync(client, Locked);

        var response = await server.CompleteAsync(Loopback.Ask(), r =>
        {
            if (header is not null)
                r.Headers.TryAddWithoutValidation(header, value);
        });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        var error = (await Loopback.JsonAsync(response)).GetProperty("error");
        Assert.Equal("invalid_api_key", error.GetProperty("code").GetString());
        Assert.DoesNotContain("s3cret", error.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, client.Calls);
    }

    [Fact]
    public async Task Key_NoneNeeded_AcceptsAny()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello());

        var response = await server.CompleteAsync(Loopback.Ask(), r =>
            r.Headers.TryAddWithoutValidation("Authorization", "Bearer sk-whatever"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Preflight_FromThisMachine_GrantsWhatItAsks()
    {
        await using var server = await Loopback.ServeAsync(ScriptedChatClient.Hello(), Locked);

        var response = await server.SendAsync(HttpMethod.Options, "/v1/chat/completions", more: r =>
        {
            r.Headers.Add("Origin", "http://localhost:3000");
            r.Headers.Add("Access-Control-Request-Method", "POST");
            r.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-stainless-arch,x-stainless-os");
        });

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("http://localhost:3000", Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("authorization,content-type,x-stainless-arch,x-stainless-os", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("GET, POST, OPTIONS", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("Origin", Header(response, "Vary"));
    }

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://chat.example.org")]
    public async Task Origin_LocalOrAllowed_MayRead(string origin)
    {
        await using var server = await Loopback.ServeAsync(
            ScriptedChatClient.Hello(), new ChatEndpointOptions { AllowedOrigins = ["https://chat.example.org/"] });

        var response = await server.CompleteAsync(Loopback.Ask(), r => r.Headers.Add("Origin", origin));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains("x-request-id", Header(response, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("null")]
    [InlineData("file:///")]
    public async Task Origin_Foreign_IsRefusedBeforeAnythingIsSpent(string origin)
    {
        var client = ScriptedChatClient.Hello();
        await using var server = await Loopback.ServeAsync(client);

        var response = await server.CompleteAsync(Loopback.Ask(), r => r.Headers.TryAddWithoutValidation("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(0, client.Calls);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
