using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ResponsesWire;

namespace HeavySim.Agents.Tests;

/// <summary>What streams of the Responses API say, and what servers leave out of them.</summary>
public sealed class ResponseStreamTests
{
    private const string Commentary = """{"type":"message","id":"msg_0","phase":"commentary","role":"assistant","content":[]}""";

    [Fact]
    public async Task Stream_InTheDocumentedForm_GivesTextReasoningAndUsage()
    {
        var transcript = await StreamAsync(
            Created,
            Added("""{"type":"reasoning","id":"rs_1","summary":[]}"""),
            Delta("think", "reasoning_summary_text", "rs_1"),
            Added("""{"type":"message","id":"msg_1","role":"assistant","content":[]}""", 1),
            """{"type":"response.content_part.added","item_id":"msg_1","output_index":1,"part":{"type":"output_text","text":""}}""",
            Delta("4"), Delta("2"),
            """{"type":"response.output_text.done","item_id":"msg_1","output_index":1,"text":"42"}""",
            End(output: Message("42")));

        Assert.Equal(("42", "think", ChatFinishReason.Stop), (transcript.Text, transcript.Reasoning, transcript.FinishReason));
        Assert.Equal(
            (20L, 8L, 12L, 7L),
            (transcript.Usage!.InputTokenCount!.Value, transcript.Usage.CachedInputTokenCount!.Value,
                transcript.Usage.OutputTokenCount!.Value, transcript.Usage.ReasoningTokenCount!.Value));
        Assert.False(transcript.IsEstimated);
    }

    [Fact]
    public async Task Stream_WithWhatNobodyKnows_IsReadAllTheSame()
    {
        var transcript = await StreamAsync(
            Created,
            """{"type":"response.web_search_call.in_progress","item_id":"ws_1"}""",
            Added("""{"type":"alien","id":"a_1"}"""),
            """{"type":"response.alien.delta","delta":{"x":1}}""",
            """{"type":"keepalive"}""",
            Delta("42"),
            Done("""{"type":"alien","id":"a_1","content":7}"""),
            End(output: """[{"type":"alien"},{"no":"type"},7]"""));

        Assert.Equal("42", transcript.Text);
    }

    [Theory]
    [InlineData("only the end has it")]
    [InlineData("only the item has it")]
    public async Task Stream_WithoutDeltas_TakesTheTextFromWhatIsWhole(string way)
    {
        var isEnd = way.Contains("end", StringComparison.Ordinal);

        var transcript = await StreamAsync(
            Created, isEnd ? """{"type":"ping"}""" : Done(Message("42")[1..^1]), End(output: Message("42")));

        Assert.Equal("42", transcript.Text);
    }

    [Fact]
    public async Task Stream_OfSeveralAgents_AnswersWithTheWordsOfItsRoot()
    {
        var transcript = await StreamAsync(
            Created,
            Added("""{"type":"message","id":"msg_c","agent":{"agent_name":"/root/checker"},"content":[]}"""),
            Delta("evidence", item: "msg_c"),
            Added(Commentary, 1), Delta("on my way", item: "msg_0"),
            Added("""{"type":"message","id":"msg_1","agent":{"agent_name":"/root"},"phase":"final_answer","content":[]}""", 2),
            Delta("42"),
            End());

        Assert.Equal("42", transcript.Text);
        Assert.Equal("evidence\n\non my way", transcript.Reasoning);
    }

    [Fact]
    public async Task Stream_WithRefusal_GivesItAsText()
    {
        var transcript = await StreamAsync(Created, Delta("I cannot ", "refusal"), Delta("say.", "refusal"), End());

        Assert.Equal("I cannot say.", transcript.Text);
    }

    [Theory]
    [InlineData("max_output_tokens", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("something", "other")]
    public async Task Stream_Incomplete_SaysWhy(string reason, string finish)
    {
        var transcript = await StreamAsync(
            Created, Delta("4"), End("incomplete", more: $$""","incomplete_details":{"reason":"{{reason}}"}{{Counts}}"""));

        Assert.Equal(("4", finish), (transcript.Text, transcript.FinishReason!.Value.Value));
    }

    [Fact]
    public async Task Stream_WithToolCalls_PutsThemTogether()
    {
        var transcript = await StreamAsync(
            Created,
            Added("""{"type":"function_call","id":"fc_1","call_id":"call_a","name":"f","arguments":""}"""),
            Added("""{"type":"function_call","id":"fc_2","call_id":"call_b","name":"g","arguments":""}""", 1),
            """{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":0,"delta":"{\"a\""}""",
            """{"type":"response.function_call_arguments.delta","item_id":"fc_2","output_index":1,"delta":"{}"}""",
            """{"type":"response.function_call_arguments.delta","item_id":"fc_1","output_index":0,"delta":":1}"}""",
            """{"type":"response.function_call_arguments.done","item_id":"fc_1","output_index":0,"arguments":"{\"a\":1}"}""",
            Done("""{"type":"function_call","id":"fc_1","call_id":"call_a","name":"f","arguments":"{\"a\":1}"}"""),
            End(output: """[{"type":"function_call","id":"other","call_id":"other","name":"f","arguments":"{\"a\":1}"}]"""));

        var calls = transcript.ToResponse().Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
        Assert.Equal(["call_a f", "call_b g"], calls.Select(call => $"{call.CallId} {call.Name}"));
        Assert.Equal("1", calls[0].Arguments!["a"]!.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, transcript.FinishReason);
    }

    [Fact]
    public async Task Stream_WithToolCallOnlyAtTheEnd_HasIt()
    {
        var transcript = await StreamAsync(
            Created, End(output: """[{"type":"function_call","id":"fc_1","call_id":"call_a","name":"f","arguments":{"a":1}}]"""));

        var call = transcript.ToResponse().Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single();
        Assert.Equal(("call_a", "f", "1"), (call.CallId, call.Name, call.Arguments!["a"]!.ToString()));
    }

    [Theory]
    [InlineData("""{"type":"error","code":"rate_limit_exceeded","message":"slow down","param":null}""", FailureCause.RateLimited)]
    [InlineData("""{"type":"error","error":{"type":"tokens","code":"rate_limit_exceeded","message":"try again in 6.57s"}}""",
        FailureCause.RateLimited)]
    [InlineData("""{"type":"error","error":{"type":"insufficient_quota","code":"insufficient_quota","message":"no credits"}}""",
        FailureCause.QuotaExhausted)]
    [InlineData("""{"type":"response.failed","response":{"object":"response","status":"failed","""
        + """ "error":{"code":"server_error","message":"died"}}}""",
        FailureCause.Server)]
    [InlineData("""{"type":"response.failed","response":{"object":"response","status":"failed","""
        + """ "error":{"code":"invalid_prompt","message":"flagged"}}}""",
        FailureCause.ContentFilter)]
    [InlineData("""{"type":"response.failed","response":{"status":"failed"}}""", FailureCause.Server)]
    [InlineData("{\"type\":\"response.output_text.delta\",\"delta\":", FailureCause.Malformed)]
    public async Task Stream_ThatFails_TellsTheCause(string last, FailureCause cause)
    {
        var handler = new VerbatimHandler(VerbatimHandler.Stream("data: " + Created, "", "data: " + Delta("4"), "", "data: " + last, ""));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(Client(handler)));

        Assert.Equal(cause, failure.Cause);
    }

    [Fact]
    public async Task Stream_CutInTheMiddle_IsNoAnswer()
    {
        var failure = await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(Created, Delta("4")));

        Assert.Equal((FailureCause.Malformed, true), (failure.Cause, failure.IsTransient));
    }

    [Fact]
    public async Task Stream_WithTheKey_GivesItWithoutIt()
    {
        var transcript = await StreamAsync(Created, Delta("it is " + Wire.Key[..10]), Delta(Wire.Key[10..] + "!"), End());

        Assert.Equal("it is [key]!", transcript.Text);
    }

    [Theory]
    [InlineData("""{"input_tokens":20,"output_tokens":12,"cost_in_usd_ticks":37756000}""", "0.0037756")]
    [InlineData("""{"input_tokens":20,"output_tokens":12,"cost":0.25}""", "0.25")]
    [InlineData("""{"input_tokens":20,"output_tokens":12,"cost":{"currency":"USD","total_cost":0.5}}""", "0.5")]
    public async Task Usage_WithItsCost_IsPricedByTheEndpoint(string usage, string cost)
    {
        var transcript = await StreamAsync(Created, Delta("4"), End(more: ""","usage":""" + usage));

        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), transcript.Cost);
    }

    [Fact]
    public async Task Document_WhereAStreamWasAsked_IsRead()
    {
        var client = Client(new VerbatimHandler(VerbatimHandler.Json(Response("completed", Message("42"), Counts))));

        var transcript = await Wire.StreamAsync(client);

        Assert.Equal(("42", 12L), (transcript.Text, transcript.Usage!.OutputTokenCount));
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":"4"}}]}""", 200, FailureCause.Malformed)]
    [InlineData("""{"id":"r","object":"response","status":"failed","output":[],"error":{"code":"server_error","message":"died"}}""",
        200, FailureCause.Server)]
    [InlineData("""{"error":{"message":"bad key","code":"invalid_api_key"}}""", 401, FailureCause.Unauthorized)]
    [InlineData("not found", 404, FailureCause.NotFound)]
    public async Task Document_ThatIsNoAnswer_TellsTheCause(string body, int status, FailureCause cause)
    {
        var client = Client(new VerbatimHandler(VerbatimHandler.Json(body, status)));

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(client));

        Assert.Equal(cause, failure.Cause);
    }
}
