using System.Net;
using System.Text.Json;
using HeavySim.Server.Completions;
using Microsoft.Extensions.AI;

namespace HeavySim.Server.Tests;

public sealed class LogprobTests
{
    private static ScriptedChatClient Sure() => new(
        new(ChatRole.Assistant, "42") { AdditionalProperties = new() { ["heavysim.token-confidences"] = new[] { 3f, 1f } } },
        new(ChatRole.Assistant, []) { AdditionalProperties = new() { ["heavysim.token-confidences"] = new[] { 2f } } },
        new(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 7, OutputTokenCount = 3 })])
        {
            FinishReason = ChatFinishReason.Stop,
        });

    [Fact]
    public async Task Stream_AskedForThem_HasThemOnceWithTheMeansTold()
    {
        var client = Sure();
        await using var server = await Loopback.ServeAsync(client);

        var text = await Loopback.TextAsync(await server.CompleteAsync(Loopback.AskStream("\"logprobs\":true,\"top_logprobs\":3")));

        var tokens = Loopback.Events(text).Where(static e => e != "[DONE]")
            .Select(static e => JsonElement.Parse(e).GetProperty("choices")[0])
            .SelectMany(static c => c.TryGetProperty("logprobs", out var l) ? l.GetProperty("content").EnumerateArray().ToArray() : [])
            .ToList();
        Assert.Equal(["42", "", ""], tokens.Select(static t => t.GetProperty("token").GetString()));
        double[] means = [.. tokens.Select(static t => t.GetProperty("top_logprobs").EnumerateArray()
            .Average(static c => c.GetProperty("logprob").GetDouble()))];
        Assert.Equal([-3, -1.099, -2], means.Select(static m => Math.Round(m, 3)));
        Assert.Equal(3, client.Options.AdditionalProperties!["top_logprobs"]);
    }

    [Fact]
    public async Task Plain_NotAskedForThem_HasNull()
    {
        await using var server = await Loopback.ServeAsync(Sure());

        var body = await Loopback.JsonAsync(await server.CompleteAsync(Loopback.Ask()));

        Assert.Equal(JsonValueKind.Null, body.GetProperty("choices")[0].GetProperty("logprobs").ValueKind);
    }

    [Theory]
    [InlineData("\"top_logprobs\":3")]
    [InlineData("\"logprobs\":false,\"top_logprobs\":3")]
    [InlineData("\"logprobs\":true,\"top_logprobs\":21")]
    [InlineData("\"logprobs\":true,\"top_logprobs\":-1")]
    public async Task Request_CandidatesThatCannotBe_IsRefused(string fields)
    {
        await using var server = await Loopback.ServeAsync(Sure());

        var response = await server.CompleteAsync(Loopback.Ask(fields));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"param\":\"top_logprobs\"", await Loopback.TextAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 15)]
    [InlineData(20, 3.2)]
    [InlineData(2, .9)]
    [InlineData(5, 40)]
    public void Of_AnyConfidence_IsADistributionWithThatMean(int candidates, double confidence)
    {
        var token = TopCandidates.Of([(float)confidence], candidates, candidates, "x").Content[0];

        Assert.Equal(confidence, -token.TopLogprobs.Average(static c => c.Logprob), 4);
        Assert.Equal(1, token.TopLogprobs.Sum(static c => Math.Exp(c.Logprob)), 4);
        Assert.Equal(token.TopLogprobs.OrderByDescending(static c => c.Logprob), token.TopLogprobs);
    }
}
