using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>One test for each way in which streams of real endpoints differ.</summary>
public sealed class StreamQuirkTests
{
    private const string Stop = "\"stop\"";

    [Fact]
    public async Task Usage_InAnExtraChunkAfterTheFinish_IsRead()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"role":"assistant","content":""}"""), Text("4"), Chunk("{}", Stop), """{"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":2,"total_tokens":13}}""", "[DONE]"));

        Assert.Equal("4", transcript.Text);
        Assert.Equal((11, 2), (transcript.Usage!.InputTokenCount, transcript.Usage.OutputTokenCount));
        Assert.False(transcript.IsEstimated);
    }

    [Fact]
    public async Task Usage_InEveryChunk_LastOneWins()
    {
        var transcript = await StreamAsync(Events(
            """{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""",
            """{"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}""",
            """{"choices":null,"usage":{"prompt_tokens":3,"completion_tokens":3}}""",
            "[DONE]"));

        Assert.Equal(3, transcript.Usage!.OutputTokenCount);
    }

    [Theory]
    [InlineData("""{"choices":null,"usage":{"prompt_tokens":3,"completion_tokens":9}}""")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":9}}""")]
    [InlineData("""{"usage":{"prompt_tokens":3,"completion_tokens":9}}""")]
    public async Task UsageChunk_WithChoicesNullEmptyOrMissing_IsTakenAlike(string chunk)
    {
        var transcript = await StreamAsync(Events(Text("x", Stop), chunk, "[DONE]"));

        Assert.Equal(9, transcript.Usage!.OutputTokenCount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}}""")]
    public async Task Usage_MissingOrZero_IsEstimatedAndMarked(string? chunk)
    {
        const string text = "2468013579 plus 987654321";
        var transcript = await StreamAsync(Events([Text(text, Stop), .. chunk is null ? Array.Empty<string>() : [chunk], "[DONE]"]));

        Assert.True(transcript.IsEstimated);
        Assert.Equal(TokenEstimate.Of(null).Count(text), transcript.Usage!.OutputTokenCount);
        Assert.NotEqual(transcript.EstimatedTokens, transcript.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Usage_WithCost_CostIsRead()
    {
        var transcript = await StreamAsync(Events(Text("x", Stop), """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":9,"cost":0.00125}}""", "[DONE]"));

        Assert.Equal(0.00125m, transcript.Cost);
    }

    [Fact]
    public async Task FirstChunk_WithoutRole_IsAccepted()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"content":"4"}"""), Chunk("{}", Stop), "[DONE]"));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task FirstChunk_OfAzure_WithPromptFilterResultsAndLaterChoiceWithoutDelta_IsAccepted()
    {
        var transcript = await StreamAsync(Events(
            """{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{}}]}""",
            Text("4"),
            """{"choices":[{"index":0,"content_filter_offsets":{"check_offset":1},"finish_reason":null}]}""",
            Chunk("{}", Stop),
            "[DONE]"));

        Assert.Equal("4", transcript.Text);
        Assert.Equal(ChatFinishReason.Stop, transcript.FinishReason);
    }

    [Fact]
    public async Task End_FinishWithoutDone_IsComplete()
    {
        var transcript = await StreamAsync(Events(Text("4"), Chunk("{}", Stop)));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task End_NeitherFinishNorDone_IsATransientFailure()
    {
        var failure = await FailAsync(Events(Text("4 and")));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task End_DoneAfterContentWithoutFinish_IsComplete()
    {
        var transcript = await StreamAsync(Events(Text("4"), "[DONE]"));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task End_DoneWithNothingBeforeIt_IsAFailure()
    {
        var failure = await FailAsync(Events("[DONE]"));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Fact]
    public async Task End_LastEventWithoutBlankLine_IsRead()
    {
        var transcript = await StreamAsync(Stream("data: " + Text("4"), "", "data: " + Chunk("{}", Stop)));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task LastDelta_WithContentAndFinish_BothAreRead()
    {
        var transcript = await StreamAsync(Events(Text("4", "\"length\""), "[DONE]"));

        Assert.Equal("4", transcript.Text);
        Assert.Equal(ChatFinishReason.Length, transcript.FinishReason);
    }

    [Fact]
    public async Task Comments_OfOpenRouterAndDeepSeek_AreSignsOfLifeAndNothingElse()
    {
        var client = Client(new VerbatimHandler(Stream(
            ": OPENROUTER PROCESSING", "", ": keep-alive", "", "data: " + Text("4", Stop), "", "data: [DONE]", "")));

        var updates = await client.GetStreamingResponseAsync("Q", null, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Empty(updates[0].Contents);
        Assert.Equal("4", string.Concat(updates.Select(update => update.Text)));
    }

    [Theory]
    [InlineData("data: : keepalive")]
    [InlineData("data:")]
    [InlineData("data")]
    [InlineData("data:   ")]
    public async Task KeepAlive_IllegalAsData_IsSkipped(string line)
    {
        var transcript = await StreamAsync(Stream(
            line, "", "data: " + Text("4"), "", line, "", "data: " + Chunk("{}", Stop), "", "data: [DONE]", ""));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task Chunk_WithAnotherId_DoesNotDisturbTheStream()
    {
        var transcript = await StreamAsync(Events(Text("1"), """{"id":"keepalive","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":null}]}""", Text("2", Stop), "[DONE]"));

        Assert.Equal("12", transcript.Text);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public async Task Framing_EveryLineEnd_IsUnderstood(string end)
    {
        var body = string.Join(
            end, "event: message", "id: 7", "retry: soon", "data:" + Text("4"), "", "data: " + Chunk("{}", Stop), "", "data: [DONE]", "",
            "");

        var transcript = await StreamAsync(Reply(200, body, "text/event-stream"));

        Assert.Equal("4", transcript.Text);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public async Task Framing_EveryLineEnd_EndsNoEventEarly(string end)
    {
        var body = string.Join(end, "data: " + Text("4"), "", "event: error", "data: died", "", "");

        var failure = await FailAsync(Reply(200, body, "text/event-stream"));

        Assert.Equal("died", failure.Message);
    }

    [Fact]
    public async Task Framing_OneEventInSeveralDataLines_IsJoined()
    {
        var transcript = await StreamAsync(Stream(
            "data: {\"choices\":[{\"delta\":", "data: {\"content\":\"4\"},\"finish_reason\":\"stop\"}]}", "", "data: [DONE]", ""));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task Framing_EventsWithoutBlankLineBetween_AreReadOneByOne()
    {
        var transcript = await StreamAsync(Stream("data: " + Text("1"), "data: " + Text("2", Stop), "data: [DONE]", ""));

        Assert.Equal("12", transcript.Text);
    }

    [Fact]
    public async Task Framing_BareJsonLines_AreRead()
    {
        var transcript = await StreamAsync(Stream(Text("1"), Text("2", Stop)));

        Assert.Equal("12", transcript.Text);
    }

    [Fact]
    public async Task Framing_ByteOrderMark_IsSkipped()
    {
        var transcript = await StreamAsync(Reply(200, "\uFEFFdata: " + Text("4", Stop) + "\n\n", "text/event-stream"));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task ReplacementCharacter_FromTheServer_IsNoError()
    {
        var transcript = await StreamAsync(Events(Text("half \uFFFD of it", Stop), "[DONE]"));

        Assert.Equal("half \uFFFD of it", transcript.Text);
    }

    [Fact]
    public async Task SurrogatePair_SplitOverTwoChunks_IsHealed()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"content":"a\ud83d"}"""), Chunk("""{"content":"\ude00b"}""", Stop), "[DONE]"));

        Assert.Equal("a😀b", transcript.Text);
    }

    [Fact]
    public async Task Body_OfBytesThatAreNoUtf8_IsReadWithReplacements()
    {
        byte[] bytes = [.. "data: {\"choices\":[{\"delta\":{\"content\":\"a"u8, 0xFF, .. "b\"},\"finish_reason\":\"stop\"}]}\n\n"u8];

        var transcript = await StreamAsync(() => new HttpResponseMessage { Content = new ByteArrayContent(bytes) });

        Assert.Equal("a\uFFFDb", transcript.Text);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Reasoning_UnderEitherName_IsKeptApart(string name)
    {
        var transcript = await StreamAsync(Events(Chunk($$"""{"{{name}}":"hm, ","content":null}"""), Chunk($$"""{"{{name}}":"yes"}"""), Text("4", Stop), "[DONE]"));

        Assert.Equal("hm, yes", transcript.Reasoning);
        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task Reasoning_UnderBothNames_IsNotDoubled()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"reasoning_content":"hm","reasoning":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm"}]}"""), Text("4", Stop)));

        Assert.Equal("hm", transcript.Reasoning);
    }

    [Fact]
    public async Task Reasoning_InDetailsOnly_IsRead()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"reasoning_details":[{"type":"reasoning.text","text":"hm"},{"type":"reasoning.summary","summary":"!"}]}"""), Text("4", Stop)));

        Assert.Equal("hm!", transcript.Reasoning);
    }

    [Fact]
    public async Task Reasoning_OnlyAndCutByLength_LeavesTheTextEmpty()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"reasoning_content":"hm","content":""}"""), Chunk("{}", "\"length\""), "[DONE]"));

        Assert.Equal("", transcript.Text);
        Assert.Equal(ChatFinishReason.Length, transcript.FinishReason);
    }

    [Theory]
    [InlineData("\"stop\"", "stop")]
    [InlineData("\"eos\"", "stop")]
    [InlineData("\"eos_token\"", "stop")]
    [InlineData("\"length\"", "length")]
    [InlineData("\"model_length\"", "length")]
    [InlineData("\"content_filter\"", "content_filter")]
    [InlineData("\"something_new\"", "other")]
    public async Task FinishReason_AnyWord_IsMapped(string word, string expected)
    {
        var transcript = await StreamAsync(Events(Text("4", word), "[DONE]"));

        Assert.Equal(expected, transcript.FinishReason!.Value.Value);
    }

    [Fact]
    public async Task FinishReason_EmptyInEveryChunk_IsNoEnd()
    {
        var failure = await FailAsync(Events(Text("4", "\"\""), Text("5", "\"\"")));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
    }

    [Theory]
    [InlineData("\"error\"")]
    [InlineData("\"abort\"")]
    [InlineData("\"insufficient_system_resource\"")]
    public async Task FinishReason_OfAFailingServer_IsATransientFailure(string word)
    {
        var failure = await FailAsync(Events(Text("4"), Chunk("{}", word), "[DONE]"));

        Assert.Equal(FailureCause.Server, failure.Cause);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task Choices_MoreThanOne_OnlyTheFirstIsRead()
    {
        var transcript = await StreamAsync(Events("""{"choices":[{"index":1,"delta":{"content":"no"}},{"index":0,"delta":{"content":"yes"},"finish_reason":"stop"}]}""", """{"choices":[{"index":1,"delta":{"content":"no"}}]}"""));

        Assert.Equal("yes", transcript.Text);
    }

    [Fact]
    public async Task Stream_AskedForButPlainJsonReturned_IsRead()
    {
        var transcript = await StreamAsync(Json("\n\n\n" + Completion("""{"role":"assistant","content":"4","reasoning_content":"hm"}""")));

        Assert.Equal(("4", "hm", 7), (transcript.Text, transcript.Reasoning, transcript.Usage!.OutputTokenCount));
    }

    [Fact]
    public async Task Stream_UnderAWrongContentType_IsRead()
    {
        var transcript = await StreamAsync(Reply(200, $"data: {Text("4", Stop)}\n\ndata: [DONE]\n\n", "application/json"));

        Assert.Equal("4", transcript.Text);
    }

    [Fact]
    public async Task Content_AsAListOfParts_IsJoined()
    {
        var transcript = await StreamAsync(Events(Chunk("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"4"}]}""", Stop)));

        Assert.Equal(("4", "hm"), (transcript.Text, transcript.Reasoning));
    }

    [Fact]
    public async Task Prompt_CountedFarTooSmall_IsMarkedAsCut()
    {
        var client = Client(new VerbatimHandler(Events(Text("4", Stop), """{"choices":[],"usage":{"prompt_tokens":300,"completion_tokens":1}}""")));

        var transcript = await StreamAsync(client, null, string.Join(' ', Enumerable.Repeat("word", 3000)));

        Assert.True(transcript.IsPromptCut);
    }

    [Fact]
    public async Task Output_FarBeyondTheLimitWeAskedFor_IsCutOff()
    {
        var endless = Enumerable.Repeat(Text("word word word word "), 10_000).ToArray();

        var transcript = await StreamAsync(Client(new VerbatimHandler(Events(endless))), new ChatOptions { MaxOutputTokens = 100 });

        Assert.Equal(ChatFinishReason.Length, transcript.FinishReason);
        Assert.InRange(transcript.EstimatedTokens, 100, 200);
        Assert.True(transcript.IsEstimated);
    }
}
