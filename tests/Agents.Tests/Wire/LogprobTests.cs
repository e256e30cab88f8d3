using System.Text.Json;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>Log-probabilities: how they are asked for, what comes back, and servers that have none.</summary>
public sealed class LogprobTests
{
    private const string Logprobs =
        """{"content":[{"token":"a","logprob":-0.5,"top_logprobs":[{"token":"a","logprob":-0.5},{"token":"b","logprob":-1.5}]},{"token":"b","logprob":-1,"top_logprobs":[{"token":"b","logprob":-1},{"token":"c","logprob":-5}]}]}""";

    private static readonly Func<HttpResponseMessage> Good = Events(Text("Answer: 4", "\"stop\""), "[DONE]");
    private static readonly Func<HttpResponseMessage> Sure = Events(
        $$"""{"choices":[{"index":0,"delta":{"content":"Answer: 4"},"finish_reason":null,"logprobs":{{Logprobs}}}]}""",
        Text("", "\"stop\""), "[DONE]");

    private static ChatOptions Asking(int top = 20) => new()
    {
        AdditionalProperties = new AdditionalPropertiesDictionary { ["logprobs"] = true, ["top_logprobs"] = top },
    };

    [Fact]
    public async Task Request_AskingForThem_HasBothParameters()
    {
        var handler = new VerbatimHandler(Good);

        await StreamAsync(Client(handler), Asking(7));

        var body = JsonElement.Parse(handler.Requests[0].Body);
        Assert.True(body.GetProperty("logprobs").GetBoolean());
        Assert.Equal(7, body.GetProperty("top_logprobs").GetInt32());
    }

    [Fact]
    public async Task Request_NotAskingForThem_HasNeither()
    {
        var handler = new VerbatimHandler(Good);

        await StreamAsync(Client(handler));

        Assert.DoesNotContain("logprobs", handler.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_WithThem_GivesConfidencesWithTheUpdate()
    {
        var found = new List<float>();

        await foreach (var update in Client(new VerbatimHandler(Sure)).GetStreamingResponseAsync(
            "Q", Asking(), TestContext.Current.CancellationToken))
            found.AddRange(UpdateMarks.Confidences(update.AdditionalProperties));

        Assert.Equal([1f, 3f], found);
    }

    [Fact]
    public async Task Whole_WithThem_GivesAllConfidences()
    {
        var reply = Json($$"""{"choices":[{"index":0,"message":{"content":"4"},"finish_reason":"stop","logprobs":{{Logprobs}}}]}""");

        var response = await Client(new VerbatimHandler(reply)).GetResponseAsync("Q", Asking(), TestContext.Current.CancellationToken);

        Assert.Equal([1f, 3f], UpdateMarks.Confidences(response.AdditionalProperties).ToArray());
    }

    [Theory]
    [InlineData("""{"content":[{"token":"a","logprob":-1}]}""", "")]
    [InlineData("""{"content":[{"token":"a","logprob":-1,"top_logprobs":[{"token":"a","logprob":-1}]}]}""", "")]
    [InlineData("""{"content":null,"refusal":null}""", "")]
    [InlineData("""[1]""", "")]
    [InlineData("""{"top_logprobs":[{"a":-1,"b":-3},{"c":0,"d":-1}]}""", "2 0.5")]
    [InlineData("""{"reasoning_content":[{"top_logprobs":[{"logprob":-1},{"logprob":-1}]}],"content":[{"top_logprobs":[{"logprob":-2},{"logprob":-2}]}]}""", "1 2")]
    [InlineData("""{"content":[{"top_logprobs":[{"logprob":-1},{"logprob":-3},{"logprob":-9999}]}]}""", "2")]
    public void Read_OtherForms_AsFarAsTheyTellAConfidence(string json, string expected)
    {
        var confidences = LogprobReader.Read(JsonElement.Parse(json), top: 2);

        Assert.Equal(expected, string.Join(' ', confidences.Select(c => c.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Server_IgnoresThem_IsSaidOnce()
    {
        var notices = new List<string>();
        var client = Client(new VerbatimHandler(Good), options: new WireOptions { Model = "m", Notice = notices.Add });

        await StreamAsync(client, Asking());
        await StreamAsync(client, Asking());

        Assert.Equal(["http://host/v1 gives no log-probabilities for m: token confidence is not known."], notices);
    }

    [Fact]
    public async Task Server_RefusesThem_IsAskedWithoutAndSaidOnce()
    {
        var notices = new List<string>();
        var handler = new VerbatimHandler(
            Json("""{"error":{"message":"This model does not support logprobs","param":"logprobs"}}""", 400), Good, Good);
        var client = Client(handler, options: new WireOptions { Model = "m", Notice = notices.Add });

        var transcript = await StreamAsync(client, Asking());
        await StreamAsync(client, Asking());

        Assert.Equal("Answer: 4", transcript.Text);
        Assert.Equal(3, handler.Requests.Count);
        Assert.All(handler.Requests.Skip(1), r => Assert.DoesNotContain("logprobs", r.Body, StringComparison.Ordinal));
        Assert.Equal(["http://host/v1 refuses log-probabilities for m: token confidence is not known."], notices);
    }

    [Fact]
    public async Task Server_RefusesSoManyCandidates_IsAskedForFewerFirst()
    {
        var notices = new List<string>();
        var handler = new VerbatimHandler(
            Json("""{"error":{"message":"top_logprobs must be at most 5","param":"top_logprobs"}}""", 400), Sure);
        var client = Client(handler, options: new WireOptions { Model = "m", Notice = notices.Add });

        await StreamAsync(client, Asking());

        Assert.Equal(5, JsonElement.Parse(handler.Requests[1].Body).GetProperty("top_logprobs").GetInt32());
        Assert.Contains("asked for 5 at most", Assert.Single(notices), StringComparison.Ordinal);
    }
}
