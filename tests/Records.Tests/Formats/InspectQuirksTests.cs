using HeavySim.Records.Formats;
using HeavySim.Records.Recorded;
using HeavySim.Records.Samples;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

/// <summary>What inspect logs of the wild hold besides the plain case.</summary>
public sealed class InspectQuirksTests : IDisposable
{
    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"C\"", Grade.Correct)]
    [InlineData("\"I\"", Grade.Incorrect)]
    [InlineData("\"P\"", Grade.Incorrect)]
    [InlineData("\"N\"", Grade.Abstained)]
    [InlineData("1.0", Grade.Correct)]
    [InlineData("0.5", Grade.Incorrect)]
    [InlineData("-1", Grade.Incorrect)]
    [InlineData("true", Grade.Correct)]
    [InlineData("\"yes\"", Grade.Correct)]
    [InlineData("\"0\"", Grade.Incorrect)]
    [InlineData("{\"style\":NaN,\"right\":1}", Grade.Correct)]
    [InlineData("[0,1]", Grade.Incorrect)]
    [InlineData("7", Grade.Incorrect)]
    [InlineData("NaN", Grade.Incorrect)]
    public async Task ReadAsync_Score_IsAMark(string value, Grade expected)
    {
        // The answer is wrong by the gold: what is no mark is marked by that.
        var attempt = await ReadOneAsync(
            $$$"""{"id":1,"epoch":1,"input":"q","target":"4","output":{},"scores":{"s":{"value":{{{value}}},"answer":"5"} } }""");

        Assert.Equal(expected, attempt.Grade);
    }

    [Fact]
    public async Task ReadAsync_SeveralScorers_TheFirstThatMarksCounts()
    {
        var attempt = await ReadOneAsync(
            """{"id":1,"input":"q","target":"4","output":{},"scores":{"judge":{"value":NaN,"answer":"no"},"match":{"value":"C","answer":"4"},"other":{"value":"I","answer":"4"}}}""");

        Assert.Equal((Grade.Correct, "4"), (attempt.Grade, attempt.Attempt.Answer?.Key));
    }

    [Theory]
    [InlineData("""{"value":"C"}""")]
    [InlineData("""{"value":"C","answer":"so it is\nanswer: 4"}""")]
    public async Task ReadAsync_ScorerWithoutAnAnswerOfItsOwn_FindsItInTheText(string score)
    {
        var attempt = await ReadOneAsync(
            $$$"""{"id":1,"input":"q","target":"4","output":{{{Says("\"So it is\\nANSWER: 4\"")}}},"scores":{"s":{{{score}}} }}""");

        Assert.Equal((Grade.Correct, "4"), (attempt.Grade, attempt.Attempt.Answer?.Key));
    }

    [Fact]
    public async Task ReadAsync_RightWithoutAWord_IsNoAbstention()
    {
        var attempt = await ReadOneAsync("""{"id":1,"input":"q","target":"","output":{},"scores":{"flag":{"value":1}}}""");

        Assert.Equal(Grade.Correct, attempt.Grade);
    }

    [Fact]
    public async Task ReadAsync_Attachments_AreLookedUp()
    {
        var path = Log($$$"""
            {"id":1,"input":[{"role":"system","content":"be brief"},{"role":"user","content":[{"type":"text","text":"attachment://q"},{"type":"image","image":"attachment://i"}]}],
             "target":"4","output":{{{Says("""[{"type":"reasoning","reasoning":"xxx","redacted":true,"summary":"attachment://r"},{"type":"text","text":"attachment://t"}]""")}}},
             "scores":{"s":{"value":"C","answer":"4"}},"attachments":{"q":"a long question","i":"data:image/png;base64,AA","r":"a thought","t":"a long answer"}}
            """);

        var sampled = Assert.Single(await ReadAsync(path));

        Assert.Equal("a long question", sampled.Problem.Question);
        Assert.Equal(("a long answer", "a thought"), (sampled.Attempts[0].Attempt.Text, sampled.Attempts[0].Attempt.Reasoning));
    }

    [Fact]
    public async Task ReadAsync_AgentWithSeveralTurns_CountsThemAll()
    {
        const string Rest = """
            "target":"4","messages":[{"role":"user","content":"q"},{"role":"assistant","content":""},{"role":"tool","content":"r"},{"role":"assistant","content":"4"}],
            "output":{"usage":{"input_tokens":1,"output_tokens":2}},"model_usage":{"m":{"input_tokens":10,"input_tokens_cache_read":5,"output_tokens":20,"total_cost":0.25},"judge":{"input_tokens":900}}
            """;

        var usage = (await ReadOneAsync($$"""{"id":1,"input":"q",{{Rest}}}""")).Attempt.Usage;

        Assert.Equal((2, 15L, 20L, 0.25m), (usage.Calls, usage.InputTokens, usage.OutputTokens, usage.Cost));
    }

    [Fact]
    public async Task ReadAsync_SamplesWithoutEpoch_AreNumbered()
    {
        const string Sample = """{"id":1,"input":"q","target":"4","output":{},"scores":{"s":{"value":"C","answer":"4"}}}""";

        var samples = await ReadAsync(Log($"{Sample},{Sample}"));

        Assert.Equal([0, 1], samples.Select(static s => s.Attempts[0].Attempt.Agent.Index));
    }

    [Fact]
    public async Task ReadAsync_HalfSurrogatePairs_AreReplaced()
    {
        var sampled = Assert.Single(
            await ReadAsync(
                Log("""{"id":"\udc00","input":"\ud83d\udca5 \ud83d! \\ud83d","target":"4","output":{},"scores":{"s":{"value":"C","answer":"\ud800"}}}""")));

        Assert.Equal(
            ("\ufffd", "💥 \ufffd! \\ud83d", "\ufffd"),
            (sampled.Problem.Id, sampled.Problem.Question, sampled.Attempts[0].Attempt.Answer?.Text));
    }

    private static string Says(string content) => $$$"""{"choices":[{"message":{"role":"assistant","content":{{{content}}} } }]}""";

    private string Log(string samples) =>
        _folder.Write("log.json", $$"""{"version":2,"status":"success","eval":{"model":"m"},"samples":[{{samples}}]}""");

    private async Task<RecordedAttempt> ReadOneAsync(string sample) => Assert.Single(Assert.Single(await ReadAsync(Log(sample))).Attempts);

    private static async Task<List<SampledProblem>> ReadAsync(string path)
    {
        var samples = new List<SampledProblem>();
        await foreach (var sampled in SampleFile.ReadAsync(path, Engine, TestContext.Current.CancellationToken))
            samples.Add(sampled);

        return samples;
    }
}
