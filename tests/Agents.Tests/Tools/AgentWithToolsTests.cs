using System.Runtime.CompilerServices;
using HeavySim.Agents.Tools;
using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.Tools.ScriptedEndpoint;

namespace HeavySim.Agents.Tests.Tools;

public sealed class AgentWithToolsTests
{
    private static readonly ScriptedTool Double = new("double", (x, _) => Task.FromResult<object?>(2 * x));

    [Fact]
    public void Attempt_WithTools_JournalsCallsAndPaysForEveryTurn()
    {
        var endpoint = new ScriptedEndpoint(
            _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent("Let me double."), Call("c1", "double", ("x", 21))]))
            {
                Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 3 },
            },
            Says("Answer: 42"));

        var attempt = Attempt(endpoint);

        Assert.Equal("42", attempt.Answer?.Text);
        Assert.Equal("Let me double.\n\nAnswer: 42", attempt.Text);
        Assert.Equal((2, 20L, 6L), (attempt.Usage.Calls, attempt.Usage.InputTokens, attempt.Usage.OutputTokens));
        Assert.Equal((ToolAccess.Native, 2), (attempt.Tools!.Access, attempt.Tools.Rounds));
        Assert.Equal(["double"], attempt.Tools.Offered);
        Assert.Equal("42", Assert.Single(attempt.Tools.Calls).Result);
    }

    [Fact]
    public void Attempt_LaterTurnFailsForGood_KeepsWhatWasCalledAndPaid()
    {
        var endpoint = new ScriptedEndpoint(
            Calls(Call("c1", "double", ("x", 21))), _ => throw new ModelCallException(FailureCause.Server, "down"));

        var attempt = Attempt(endpoint);

        Assert.IsType<Outcome.Failed>(attempt.Outcome);
        Assert.Equal((2, 10L), (attempt.Usage.Calls, attempt.Usage.InputTokens));
        Assert.Single(attempt.Tools!.Calls);
    }

    [Fact]
    public void Attempt_LaterTurnIsBegunAnew_LosesNothingOfTheEarlierOne()
    {
        using var restarting = new RestartingClient(
            new ScriptedEndpoint(Calls(Call("c1", "double", ("x", 21))), Says("Answer: 42")), turn: 2);

        var attempt = Attempt(restarting);

        Assert.Equal("Answer: 42", attempt.Text);
        // The prompt of the try that was lost is paid for as well.
        Assert.Equal((3, 30L), (attempt.Usage.Calls, attempt.Usage.InputTokens));
        Assert.True(attempt.Usage.OutputTokens > 6, "the text that was lost is paid for too");
        Assert.Single(attempt.Tools!.Calls);
    }

    [Fact]
    public void Attempt_TextDialectTurnIsBegunAnew_RunsNoCallOfTheLostText()
    {
        const string CallText = "```tool_call\n{\"tool\": \"double\", \"arguments\": {\"x\": 21}}\n```";
        using var restarting = new RestartingClient(new ScriptedEndpoint(Says(CallText), Says("Answer: 42")), turn: 1);

        var attempt = Attempt(restarting, new ToolLoopOptions { Preferred = ToolAccess.Text });

        Assert.Equal("21", Assert.Single(attempt.Tools!.Calls).Arguments[^3..^1]);
        Assert.Equal("42", attempt.Answer?.Text);
    }

    private static Attempt Attempt(IChatClient client, ToolLoopOptions? options = null) => VirtualWorld.Run(time =>
    {
        var loop = new ToolLoopChatClient(client, [Double], options ?? new ToolLoopOptions(), new EndpointToolMemory(), time);
        var agent = new ChatAgent(new AgentCard(0, "m", "e", "plain", null), loop, new LabelledAnswers(), time, new ChatAgentOptions());
        return agent.AttemptAsync(
            new Assignment { Problem = new Problem { Id = "p", Question = "What is twice 21?" }, Seed = 1 }, null, CancellationToken.None);
    });

    /// <summary>Fails once in the middle of a turn and begins it anew, as the resilience layer does.</summary>
    private sealed class RestartingClient(IChatClient inner, int turn) : DelegatingChatClient(inner)
    {
        private int _turns;

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            if (++_turns == turn)
            {
                yield return Begins(1);
                yield return new ChatResponseUpdate(
                    ChatRole.Assistant, "```tool_call\n{\"tool\": \"double\", \"arguments\": {\"x\": 7}}\n```\nAnswer: 7");
                yield return Begins(2);
            }

            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken)
                .WithCancellation(cancellationToken))
            {
                if (_turns != turn || UpdateMarks.CallNumber(update.AdditionalProperties) is null)
                    yield return update;
            }
        }

        private static ChatResponseUpdate Begins(int call)
        {
            var update = new ChatResponseUpdate { Role = ChatRole.Assistant };
            update.MarkCall(call);
            return update;
        }
    }

    private sealed class LabelledAnswers : IAnswerEngine
    {
        public string Version => "test";

        public Answer? Extract(Problem problem, string text)
        {
            var found = text.LastIndexOf("Answer: ", StringComparison.Ordinal);
            return found < 0 ? null : Read(problem, text[(found + 8)..].Trim());
        }

        public Answer Read(Problem problem, string answer) => new(answer, answer, AnswerSource.Labelled);

        public Grade Grade(Problem problem, Answer? answer) => HeavySim.Core.Grade.Ungraded;
    }
}
