using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>How an endpoint's section chooses what is spoken there, and what it adds to every request.</summary>
public sealed class EndpointApiTests
{
    private const string Completion =
        """{"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"content":"4"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7}}""";

    [Fact]
    public void Section_WithEverythingOfAnApi_IsRead()
    {
        var options = Read(
            """{"api":"responses","baseUrl":"https://h/v1","model":"m","reasoningEffort":"xhigh","background":true,"parameters":{"multi_agent":{"enabled":true}}}""");

        Assert.Equal(("responses", true, ReasoningEffort.ExtraHigh), (options.Api, options.IsBackground, options.ReasoningEffort));
        Assert.Equal("""{"multi_agent":{"enabled":true}}""", options.Parameters.ToString());
    }

    [Fact]
    public void Section_WithoutApi_IsChat() => Assert.Equal("chat", Read("""{"baseUrl":"https://h/v1"}""").Api);

    [Theory]
    [InlineData("anthropic", "https://api.anthropic.com")]
    [InlineData("ollama", "http://localhost:11434")]
    public void Section_WithoutAddress_HasTheApisOwn(string api, string address) =>
        Assert.Equal(address, Read($$"""{"api":"{{api}}"}""").BaseUrl);

    [Theory]
    [InlineData("""{"api":"grpc","baseUrl":"http://h"}""", "there are chat, responses, anthropic, ollama")]
    [InlineData("""{"api":"responses"}""", "needs a 'baseUrl'")]
    [InlineData("""{"baseUrl":"http://h","background":true}""", "api 'chat' has no background")]
    [InlineData("""{"baseUrl":"http://h","background":1}""", "true or false")]
    [InlineData("""{"baseUrl":"http://h","reasoningEffort":"maximal"}""", "none of none, low, medium, high, xhigh")]
    [InlineData("""{"baseUrl":"http://h","parameters":[1]}""", "must be an object")]
    [InlineData("""{"baseUrl":"http://h","parameters":{"stream":true}}""", "cannot have 'stream'")]
    [InlineData("""{"baseUrl":"http://h","parameters":{"extra":[{"api_key":"SECRETVALUE"}]}}""", "keys do not belong")]
    public void Section_ThatIsWrong_IsRefusedWithItsPlace(string json, string words)
    {
        var error = Assert.Throws<HeavySimException>(() => Read(json));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("heavysim.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETVALUE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_OfAnEndpoint_AreMergedIntoEveryRequest()
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(Completion));
        var options = Read(
            """{"baseUrl":"http://h/v1","model":"m","parameters":{"chat_template_kwargs":{"thinking":true},"temperature":null,"top_p":0.9}}""");
        using var client = Endpoint.Connect(options, TimeProvider.System, 1, handler);

        await client.GetResponseAsync("Q", new ChatOptions { Temperature = 0.7f, TopP = 0.5f }, TestContext.Current.CancellationToken);

        var body = JsonNode.Parse(handler.Bodies[0])!.AsObject();
        Assert.True((bool)body["chat_template_kwargs"]!["thinking"]!);
        Assert.Equal(0.9, (double)body["top_p"]!);
        Assert.False(body.ContainsKey("temperature"));
        Assert.Equal("m", (string)body["model"]!);
    }

    [Theory]
    [InlineData(null, "high")]
    [InlineData(ReasoningEffort.Low, "low")]
    public async Task Effort_OfAnEndpoint_HoldsWhereTheRequestSaysNone(ReasoningEffort? asked, string sent)
    {
        var handler = new RoutedHandler((_, _) => RoutedHandler.Json(ResponsesWire.Response("completed", ResponsesWire.Message("4"))));
        var options = Read("""{"api":"responses","baseUrl":"http://h/v1","model":"m","reasoningEffort":"high"}""");
        using var client = Endpoint.Connect(options, TimeProvider.System, 1, handler);

        await client.GetResponseAsync(
            "Q", asked is null ? null : new ChatOptions { Reasoning = new ReasoningOptions { Effort = asked } },
            TestContext.Current.CancellationToken);

        Assert.Equal(sent, (string)JsonNode.Parse(handler.Bodies[0])!["reasoning"]!["effort"]!);
        Assert.Equal("POST /v1/responses", handler.Paths[0]);
    }

    [Fact]
    public async Task Retries_OfAVendorsClient_AreOurs()
    {
        var calls = 0;
        var handler = new RoutedHandler((_, _) => ++calls == 1
            ? RoutedHandler.Json("""{"error":"server busy"}""", 503, ("retry-after-ms", "10"))
            : RoutedHandler.Reply(200, "application/x-ndjson", VendorWire.Line("\"content\":\"42\"", VendorWire.Last) + "\n"));
        using var client = Endpoint.Connect(Read("""{"api":"ollama","model":"m"}"""), TimeProvider.System, 1, handler);

        var transcript = await Wire.StreamAsync(client);

        Assert.Equal(("42", 2), (transcript.Text, transcript.Calls));
    }

    private static EndpointOptions Read(string section)
    {
        using var document = JsonDocument.Parse("""{"endpoints":{"x":""" + section + "}}");
        return RosterFile.Of(document.RootElement, "heavysim.json").Endpoints["x"];
    }
}
