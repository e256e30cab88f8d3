using static HeavySim.Agents.Tests.VerbatimHandler;
using static HeavySim.Agents.Tests.Wire;

namespace HeavySim.Agents.Tests;

/// <summary>Models that are not there, parameters that cannot be left out, and content that is not answered.</summary>
public sealed class RefusalTests
{
    private static readonly Func<HttpResponseMessage> NoModel =
        Json("""{"error":{"message":"model \"m\" not found, try pulling it first","type":"not_found_error"}}""", 404);

    [Theory]
    [InlineData("""{"object":"list","data":[{"id":"llama3"},{"id":"qwen3"}]}""")]
    [InlineData("""[{"id":"llama3"},{"id":"qwen3"}]""")]
    [InlineData("""{"models":[{"name":"llama3"},{"name":"qwen3"}]}""")]
    public async Task Model_Unknown_NamesThoseThatAreOffered(string list)
    {
        var failure = await FailAsync(new VerbatimHandler(NoModel) { Models = Json(list) });

        Assert.Equal(FailureCause.NotFound, failure.Cause);
        Assert.Equal("404: model \"m\" not found, try pulling it first. It offers llama3, qwen3.", failure.Message);
    }

    [Fact]
    public async Task Model_Unknown_OfManyTheNearestAreNamed()
    {
        var list = string.Join(',', Enumerable.Range(0, 40).Select(i => $$"""{"id":"x{{i}}"}""").Append("""{"id":"owner/m-large"}"""));

        var failure = await FailAsync(new VerbatimHandler(NoModel) { Models = Json($$"""{"data":[{{list}}]}""") });

        Assert.Contains("It offers owner/m-large, x0, x1, x2, x3, x4, x5, x6 and 33 more.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"data":[{"id":"<b>sk-secret-0123456789</b>"}]}""")]
    public async Task Model_Unknown_ListThatCannotBeHad_IsLeftOut(int status, string list)
    {
        var failure = await FailAsync(new VerbatimHandler(NoModel) { Models = Reply(status, list, "application/json") });

        Assert.DoesNotContain(Key, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("404: model \"m\" not found", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Model_Unknown_ListWithoutEnd_IsNotWaitedFor(bool hangs)
    {
        var handler = new VerbatimHandler(NoModel)
        {
            Models = () => new HttpResponseMessage { Content = new StreamContent(new EndlessList(hangs)) },
        };

        var failure = await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(Client(handler, time: new HastyClock())));

        Assert.Equal("404: model \"m\" not found, try pulling it first", failure.Message);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"The model `x` does not exist or you do not have access to it."}}""")]
    [InlineData(400, """{"error":{"message":"x is not a valid model ID","code":400}}""")]
    [InlineData(400, """{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}""")]
    [InlineData(403, """{"error":{"message":"no access","code":"model_not_found"}}""")]
    [InlineData(404, """{"error":{"message":"No endpoints found for x/y."}}""")]
    public async Task Model_Unknown_InManyWords_IsNotFound(int status, string body)
    {
        var failure = await FailAsync(new VerbatimHandler(Json(body, status)));

        Assert.Equal(FailureCause.NotFound, failure.Cause);
        Assert.DoesNotContain("check the address", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"no","param":"logit_bias"}}""")]
    [InlineData(400, """{"error":{"message":"Unrecognized request argument supplied: thing"}}""")]
    [InlineData(422, """{"detail":[{"loc":["body","model"],"msg":"Extra inputs are not permitted"}]}""")]
    public async Task Parameter_ThatCannotBeLeftOut_IsRefused(int status, string body)
    {
        var failure = await FailAsync(new VerbatimHandler(Json(body, status)));

        Assert.Equal(FailureCause.ParameterRefused, failure.Cause);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Invalid value","param":"messages[1].content"}}""")]
    [InlineData(422, """{"detail":[{"loc":["body","messages",0,"content"],"msg":"Field required"}]}""")]
    [InlineData(400, """{"error":{"message":"bad request"}}""")]
    [InlineData(400, """{"error":{"message":"no","param":"tools"}}""")]
    [InlineData(400, """{"error":{"message":"Unrecognized request argument supplied: tools"}}""")]
    [InlineData(404, """{"error":{"message":"No endpoints found that support tool use."}}""")]
    public async Task Refusal_OfAQuestionOrOfTools_IsNoParameters(int status, string body)
    {
        var failure = await FailAsync(new VerbatimHandler(Json(body, status)));

        Assert.Equal(FailureCause.Rejected, failure.Cause);
    }

    [Theory]
    [InlineData("PROHIBITED_CONTENT")]
    [InlineData("SAFETY")]
    [InlineData("BLOCKLIST")]
    [InlineData("RECITATION")]
    [InlineData("content_filter")]
    public async Task Content_ThatIsNotAnswered_IsFilteredAtOnce(string word)
    {
        var whole = await StreamAsync(
            Json($$$"""{"choices":[{"index":0,"message":null,"finish_reason":"{{{word}}}"}],"usage":{"prompt_tokens":20,"completion_tokens":0}}"""));
        var stream = await StreamAsync(Events(Chunk("""{"content":""}""", $"\"{word}\""), "[DONE]"));

        Assert.All([whole, stream], transcript =>
            Assert.Equal(Microsoft.Extensions.AI.ChatFinishReason.ContentFilter, transcript.FinishReason));
        Assert.Equal((20L, 0L), (whole.Usage!.InputTokenCount, whole.Usage.OutputTokenCount));
        Assert.False(whole.IsEstimated);
    }

    [Theory]
    [InlineData("""{"id":"x","object":"chat.completion","choices":[],"usage":{"prompt_tokens":20}}""", false)]
    [InlineData("""{"hello":"world"}""", true)]
    public async Task Choices_Missing_AdviceOnlyWhereTheAddressMayBeWrong(string body, bool isAdvised)
    {
        var failure = await FailAsync(new VerbatimHandler(Json(body)));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
        Assert.Equal(isAdvised, failure.Message.Contains("/v1", StringComparison.Ordinal));
    }

    private static async Task<ModelCallException> FailAsync(VerbatimHandler handler) =>
        await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(Client(handler)));

    /// <summary>Every wait is over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }

    /// <summary>A list that never comes, or never ends.</summary>
    private sealed class EndlessList(bool hangs) : ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (hangs)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

            buffer.Span.Fill((byte)'[');
            return buffer.Length;
        }

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();
    }
}
