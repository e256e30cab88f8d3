using HeavySim.Records.Formats;
using HeavySim.Records.Samples;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

/// <summary>What lm-eval sample files of the wild hold besides the plain case.</summary>
public sealed class LmEvalQuirksTests : IDisposable
{
    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_RowForEachRepeat_NumbersTheSamples()
    {
        var samples = await ReadAsync("""
            {"doc_id":0,"doc":{"question":"q"},"target":"4","resps":[["4"]],"filtered_resps":["4"],"filter":"none","exact_match":1.0}
            {"doc_id":0,"doc":{"question":"q"},"target":"4","resps":[["5"]],"filtered_resps":["5"],"filter":"none","exact_match":0.0}
            """);

        Assert.Equal([0, 1], samples.Select(static s => s.Attempts[0].Attempt.Agent.Index));
        Assert.Single(samples.Select(static s => s.Problem.Id).Distinct());
    }

    [Fact]
    public async Task ReadAsync_IdsOfDocuments_AreKeptWhereTheyAreTheirOwn()
    {
        var samples = await ReadAsync("""
            {"doc_id":0,"doc":{"id":"a","question":"q0"},"target":"4","resps":[["4"]],"filtered_resps":["4"],"exact_match":1.0}
            {"doc_id":1,"doc":{"id":"a","question":"q1"},"target":"4","resps":[["4"]],"filtered_resps":["4"],"exact_match":1.0}
            {"doc_id":"x-2","doc":{"question":"q2"},"target":"4","resps":[["4"]],"filtered_resps":["4"],"exact_match":1.0}
            """);

        Assert.Equal(["a", "t/1", "t/x-2"], samples.Select(static s => s.Problem.Id));
    }

    [Theory]
    [InlineData("""[["how?"," saw"],["how?"," glue"]]""")]
    [InlineData("""{"gen_args_0":{"arg_0":"how?","arg_1":" saw"},"gen_args_1":{"arg_0":"how?","arg_1":" glue"}}""")]
    public async Task ReadAsync_ChoicesUnderOddNames_ComeFromWhatWasOffered(string arguments)
    {
        var samples = await ReadAsync(
            $$"""{"doc_id":0,"doc":{"goal":"how?","sol1":"saw","sol2":"glue","label":1},"target":"1","arguments":{{arguments}},"resps":[[["-2.5","False"]],[["-0.5","True"]]],"filtered_resps":[["-2.5","False"],["-0.5","True"]],"metrics":["acc"],"acc":1.0}""");

        Assert.Equal(("how?", "B"), (samples[0].Problem.Question, samples[0].Problem.Gold));
        Assert.Equal(["saw", "glue"], samples[0].Problem.Choices);
        Assert.Equal(("B", Grade.Correct), (samples[0].Attempts[0].Attempt.Answer?.Key, samples[0].Attempts[0].Grade));
    }

    [Theory]
    [InlineData("[[-2.5,false],[-0.5,true],[NaN,false]]")]
    [InlineData("[[-2.5,0.0],[-0.5,1.0],[-Infinity,0.0]]")]
    public async Task ReadAsync_LikelihoodsAsNumbers_TheLargestIsTheAnswer(string pairs)
    {
        var samples = await ReadAsync(
            $$"""{"doc_id":0,"doc":{"question":"q","choices":["x","y","z"],"answer":1},"target":1,"resps":{{pairs}},"filtered_resps":{{pairs}},"acc":1.0}""");

        Assert.Equal("B", samples[0].Attempts[0].Attempt.Answer?.Key);
    }

    [Fact]
    public async Task ReadAsync_FilterThatKeepsTheWholeText_FindsTheAnswerInIt()
    {
        var samples = await ReadAsync(
            """{"doc_id":0,"doc":{"question":"q","answer":"#### 4"},"target":"4","resps":[["First 1.\n#### 4","By hand.\n#### 4"]],"filtered_resps":[["First 1.\n#### 4","By hand.\n#### 4"]],"exact_match":[1.0,1.0]}""");

        Assert.Equal(["4", "4"], samples[0].Attempts.Select(static a => a.Attempt.Answer?.Key));
    }

    [Fact]
    public async Task ReadAsync_BypassedMetric_IsNoMark()
    {
        var samples = await ReadAsync(
            """{"doc_id":0,"doc":{"question":"q","answer":"4"},"target":"4","resps":[["5"]],"filtered_resps":["5"],"metrics":["bypass"],"bypass":999}""");

        Assert.Equal(Grade.Incorrect, samples[0].Attempts[0].Grade);
    }

    [Fact]
    public async Task ReadAsync_TargetsAsPythonPrintsThem_AreGolds()
    {
        var samples = await ReadAsync("""
            {"doc_id":0,"doc":{"question":"who?"},"target":"['Bob', \"O'Neil\"]","resps":[["x"]],"filtered_resps":["x"],"exact_match":0.0}
            {"doc_id":1,"doc":{"question":"who?","answer":{"value":"Bob","aliases":["Bobby"]}},"target":"None","resps":[["x"]],"filtered_resps":["x"],"exact_match":0.0}
            {"doc_id":2,"doc":{"question":"who?"},"target":"None","resps":[["x"]],"filtered_resps":["x"],"exact_match":0.0}
            """);

        Assert.Equal(["Bob", "Bob", null], samples.Select(static s => s.Problem.Gold));
        Assert.Equal("""["Bob","O'Neil"]""", samples[0].Problem.Metadata["golds"]);
        Assert.Equal("""["Bobby"]""", samples[1].Problem.Metadata["aliases"]);
    }

    [Fact]
    public async Task ReadAsync_Perplexities_AreRefused()
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() =>
            ReadAsync("""{"doc_id":0,"doc":{"page":"long"},"target":"long","arguments":[["long"]],"resps":[["-1234.5"]],"filtered_resps":["-1234.5"],"word_perplexity":[-1234.5,100]}"""));

        Assert.Contains(".jsonl:1: this task measures how likely texts are", error.Message, StringComparison.Ordinal);
    }

    private async Task<List<SampledProblem>> ReadAsync(string lines)
    {
        var samples = new List<SampledProblem>();
        await foreach (var sampled in SampleFile.ReadAsync(
            _folder.Write("samples_t_2025-01-02T03-04-05.678901.jsonl", lines), Engine, TestContext.Current.CancellationToken))
            samples.Add(sampled);

        return samples;
    }
}
