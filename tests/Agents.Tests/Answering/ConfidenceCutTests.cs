using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>Attempts whose tokens' confidence is measured, and those that are ended for want of it.</summary>
public sealed class ConfidenceCutTests
{
    private static readonly AgentCard Card = new(3, "", "e", "plain", null);
    private static readonly Assignment Free = new() { Problem = new Problem { Id = "p", Question = "2 + 2?" }, Seed = 1 };

    [Fact]
    public async Task Attempt_WithConfidences_IsMeasured()
    {
        var attempt = await MakeAsync(Free, _ => { }, [5, 5], [1, 3]);

        Assert.Equal(new TokenConfidence(3.5, 2, 2, 2), attempt.TokenConfidence);
        Assert.Equal("4", attempt.Answer!.Key);
    }

    [Fact]
    public async Task Attempt_WindowUnderTheBar_IsCutAndTheStreamIsLeft()
    {
        var wasLeft = false;

        var attempt = await MakeAsync(Free with { CutBelow = 2.5 }, whole => wasLeft = !whole, [5, 5], [1, 3], [9, 9]);

        var cut = Assert.IsType<Outcome.Cut>(attempt.Outcome);
        Assert.Equal("token confidence fell to 2.000, below 2.500, after 4 tokens", cut.Reason);
        Assert.True(wasLeft);
        Assert.Null(attempt.Answer);
        Assert.Equal((1, 4L, true), (attempt.Usage.Calls, attempt.Usage.OutputTokens!.Value, attempt.Usage.IsEstimated));
    }

    [Fact]
    public async Task Attempt_WindowAtTheBar_RunsWhole()
    {
        var attempt = await MakeAsync(Free with { CutBelow = 2 }, _ => { }, [5, 5], [1, 3]);

        Assert.IsType<Outcome.Answered>(attempt.Outcome);
    }

    [Fact]
    public async Task Attempt_NoConfidences_IsNeitherMeasuredNorCut()
    {
        var attempt = await MakeAsync(Free with { CutBelow = 100 }, _ => { });

        Assert.Null(attempt.TokenConfidence);
        Assert.IsType<Outcome.Answered>(attempt.Outcome);
    }

    private static Task<Attempt> MakeAsync(Assignment assignment, Action<bool> ended, params float[][] pieces)
    {
        var client = new ScriptedChatClient((_, token) => StreamAsync(ended, pieces, token));
        var agent = new ChatAgent(
            Card, client, new BoxedAnswers(), TimeProvider.System, new ChatAgentOptions { TopLogprobs = 20, ConfidenceWindow = 2 });
        return agent.AttemptAsync(assignment, null, TestContext.Current.CancellationToken);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Action<bool> ended, float[][] pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isWhole = false;
        try
        {
            await Task.CompletedTask;
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var piece in pieces)
            {
                var update = ScriptedChatClient.Text("hm ");
                update.MarkConfidences(piece);
                yield return update;
            }

            yield return ScriptedChatClient.Text("\nAnswer: 4");
            yield return ScriptedChatClient.End(6);
            isWhole = true;
        }
        finally
        {
            ended(isWhole);
        }
    }
}
