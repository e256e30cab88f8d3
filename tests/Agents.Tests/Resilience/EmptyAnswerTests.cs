using HeavySim.Simulation;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

public sealed class EmptyAnswerTests
{
    // A token from outside must not come into a virtual world.
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ResilienceOptions Options = new();

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, " \n")]
    [InlineData(false, "")]
    [InlineData(false, " \n")]
    public void EmptyAnswer_ThenOne_IsAskedForAgain(bool streams, string nothing)
    {
        var (response, calls) = Run(call => Says(ChatFinishReason.Stop, new TextContent(call < 3 ? nothing : "4")), streams);

        Assert.Equal("4", response.Text);
        Assert.Equal(3, calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EmptyAnswer_AgainAndAgain_IsMalformedAfterTheRetries(bool streams)
    {
        var calls = 0;

        var failure = Assert.Throws<ModelCallException>(() => Run(
            call =>
            {
                calls = call;
                return Says(ChatFinishReason.Stop);
            },
            streams));

        Assert.Equal(FailureCause.Malformed, failure.Cause);
        Assert.Equal(1 + Options.MaxRetries, calls);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    public void EmptyAnswer_ThatItsEndExplains_IsTaken(string finish)
    {
        var (response, calls) = Run(_ => Says(new ChatFinishReason(finish)), streams: true);

        Assert.Equal("", response.Text);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Answer_OfReasoningAlone_IsTaken()
    {
        var (_, calls) = Run(static _ => Says(ChatFinishReason.Stop, new TextReasoningContent("so it is 4")), streams: true);

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Answer_OfAToolCallAlone_IsTaken()
    {
        var (_, calls) = Run(static _ => Says(ChatFinishReason.ToolCalls, new FunctionCallContent("1", "calculator")), streams: true);

        Assert.Equal(1, calls);
    }

    [Fact]
    public void PlainAnswer_AfterEmptyOnes_IsBilledWithThem()
    {
        var (response, _) = Run(static call => Bills(call < 3 ? "" : "4", input: 100, output: 7, cost: .01m), streams: false);

        Assert.Equal(
            new Usage { Calls = 3, InputTokens = 300, OutputTokens = 21, Cost = .03m },
            ResponseBill.Of(response, new TokenPrices(1, 1)));
    }

    [Fact]
    public void PlainAnswer_AfterAnEmptyOneWithoutACost_IsPricedAsAWhole()
    {
        var (response, _) = Run(
            static call => Bills(call < 2 ? "" : "4", input: 1_000_000, output: 0, cost: call < 2 ? null : .01m), streams: false);

        Assert.Equal(6, ResponseBill.Of(response, new TokenPrices(3, 1)).Cost);
    }

    [Fact]
    public void PlainCall_OfEmptyAnswersAlone_FailsWithItsBill()
    {
        var failure = Assert.Throws<ModelCallException>(
            () => Run(static _ => Bills("", input: 100, output: 7, cost: null), streams: false));

        var tries = 1 + Options.MaxRetries;
        Assert.Equal(new Usage { Calls = tries, InputTokens = 100 * tries, OutputTokens = 7 * tries }, failure.Billed);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Bills(string text, long input, long output, decimal? cost)
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        var end = new ChatResponseUpdate(
            ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })])
        {
            FinishReason = ChatFinishReason.Stop,
        };
        if (cost is { } known)
            end.MarkCost(known);
        yield return end;
    }

    private static (ChatResponse Response, int Calls) Run(Func<int, IAsyncEnumerable<ChatResponseUpdate>> script, bool streams) =>
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((call, _) => script(call));
            using var client = new ResilientChatClient(model, Options, clock, seed: 1);
            if (!streams)
                return (await client.GetResponseAsync("Q", null, None), model.Calls);

            var transcript = new Transcript();
            await foreach (var update in client.GetStreamingResponseAsync("Q", null, None))
                transcript.Add(update);
            return (transcript.ToResponse(), model.Calls);
        });

    private static async IAsyncEnumerable<ChatResponseUpdate> Says(ChatFinishReason finish, params AIContent[] contents)
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, contents);
        yield return new ChatResponseUpdate(
            ChatRole.Assistant, [new UsageContent(new UsageDetails { OutputTokenCount = 0 })]) { FinishReason = finish };
    }
}
