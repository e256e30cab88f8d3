using System.IO.Compression;
using System.Text.Json;
using HeavySim.Records.Formats;
using HeavySim.Records.Problems;
using HeavySim.Records.Recorded;
using HeavySim.Records.Samples;
using HeavySim.Records.Store;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

/// <summary>What is exported comes back the same, in every form that is written.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly AnswerEngine Engine = new();
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Forms => new()
    {
        { "own", "x.jsonl" },
        { "own", "x.jsonl.gz" },
        { "lm-eval", "samples_x_2026-01-02T03-04-05.678.jsonl" },
        { "inspect", "x.json" },
        { "inspect", "x.json.gz" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ImportAsync_ExportedRun_HasTheSameSamples(string form, string name)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        var problems = ProblemSet.Of("mixed", [
            new Problem
            {
                Id = "a",
                Question = "q\u202e💥 </script>",
                Gold = "1",
                Choices = ["one", "two"],
                Kind = AnswerKind.Choice,
                Category = "c",
                Metadata = new Dictionary<string, string> { ["k"] = "v" },
            },
            new Problem { Id = "b", Question = "NaN or -Infinity?" },
        ]);
        var settings = RecordedRun.Settings("before");
        RecordedAttempt[] attempts =
        [
            RecordedRun.Attempt("a", 0, answer: " 1,0 "),
            RecordedRun.Attempt("a", 0, sample: 1, text: null),
            RecordedRun.Attempt("a", 1, text: ""),
            RecordedRun.Attempt("a", 2) is var thought
                ? thought with { Attempt = thought.Attempt with { Reasoning = "hm \"\\\" NaN", Text = "line\nbreak", IsTruncated = true } }
                    : thought,
            RecordedRun.Ended("b", 0, new Outcome.Abstained("none")),
            RecordedRun.Ended("b", 1, new Outcome.Failed(FailureCause.Malformed, "html")),
            RecordedRun.Ended("b", 2, new Outcome.TimedOut("idle", TimeSpan.FromTicks(15_000_001))),
            RecordedRun.Ended("b", 3, new Outcome.OverBudget("tokens")),
            RecordedRun.Ended("b", 4, new Outcome.Cancelled("lead")),
        ];
        using (var journal = store.Begin(settings, problems, TimeProvider.System))
        {
            foreach (var attempt in attempts)
                journal.Append(attempt);
            journal.Append(RecordedRun.Solution(problems.Problems[0], [.. attempts.Take(4).Select(static a => a.Attempt)]));
        }

        var before = store.Read("before");
        await SampleExport.WriteAsync(before, _folder.File(name), FormOf(form), TestContext.Current.CancellationToken);
        await SampleImport.ImportAsync(
            store, _folder.File(name), new ImportOptions { Name = "after" }, Engine, TimeProvider.System,
            TestContext.Current.CancellationToken);

        var after = store.Read("after");
        Assert.Equal(before.Summary.ProblemDigest, after.Summary.ProblemDigest);
        Assert.Equivalent(before.Problems().SelectMany(static p => p.Attempts), after.Problems()
            .SelectMany(static p => p.Attempts), strict: true);
        Assert.Equal(9, after.Summary.Attempts);
        Assert.Equal(before.Summary.Settings.Options, after.Summary.Settings.Options);
        Assert.Equal(before.Digest(), after.Digest());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ImportAsync_ExportedRecording_HasTheSameCurve(string form, string name)
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        await SampleImport.ImportAsync(
            store, SharedData.Need("recorded/tiny_arithmetic_k32.jsonl.gz"), new ImportOptions { Name = "before" }, Engine,
            TimeProvider.System, TestContext.Current.CancellationToken);

        await SampleExport.WriteAsync(store.Read("before"), _folder.File(name), FormOf(form), TestContext.Current.CancellationToken);
        await SampleImport.ImportAsync(
            store, _folder.File(name), new ImportOptions { Name = "after" }, Engine, TimeProvider.System,
            TestContext.Current.CancellationToken);

        Assert.Equal(Curves.Of(store.Read("before"), 16), Curves.Of(store.Read("after"), 16));
    }

    [Fact]
    public void Forms_EveryWrittenOne_IsTestedAbove() =>
        Assert.Equal(SampleForm.Written.Select(static f => f.Name).Order(), Forms.Select(static f => f.Data.Item1).Distinct().Order());

    [Fact]
    public async Task WriteAsync_Rows_AreReadOnly()
    {
        var store = RunStore.Open(_folder.File("runs.db"));
        store.Begin(RecordedRun.Settings(), RecordedRun.Problems(1), TimeProvider.System).Dispose();

        await Assert.ThrowsAsync<HeavySimException>(() =>
            SampleExport.WriteAsync(store.Read(), _folder.File("x"), SampleForm.Rows, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReadAsync_InspectLog_ReadsSamplesEpochsAndScores()
    {
        var path = _folder.Write("log.json", InspectLog);

        var samples = await Read(path);

        Assert.Equal(["1", "1", "2"], samples.Select(static s => s.Problem.Id));
        Assert.Equal(("Say yes.", "Yes"), (samples[0].Problem.Question, samples[0].Problem.Gold));
        Assert.Equal([0, 1, 0], samples.Select(static s => s.Attempts[0].Attempt.Agent.Index));
        Assert.Equal([Grade.Incorrect, Grade.Correct, Grade.Abstained], samples.Select(static s => s.Attempts[0].Grade));
        Assert.Equal(["No", "Yes", null], samples.Select(static s => s.Attempts[0].Attempt.Answer?.Key));
        Assert.Equal(
            ("No", 66L, 2L, "llama3.1"),
            (samples[0].Attempts[0].Attempt.Text, samples[0].Attempts[0].Attempt.Usage.InputTokens, samples[0].Attempts[0].Attempt.Usage.OutputTokens, samples[0].Attempts[0].Attempt.Agent.Model));
        Assert.Equal(("thinking", "Yes"), (samples[1].Attempts[0].Attempt.Reasoning, samples[1].Attempts[0].Attempt.Text));
        Assert.Equal("boom", Assert.IsType<Outcome.Failed>(samples[2].Attempts[0].Attempt.Outcome).Message);
        Assert.Equal(["one", "two"], samples[2].Problem.Choices);
        Assert.Equal("""["B","b"]""", samples[2].Problem.Metadata["golds"]);
    }

    [Fact]
    public async Task ReadAsync_InspectArchive_ReadsTheSame()
    {
        var path = _folder.File("log.eval");
        using (var log = JsonDocument.Parse(InspectLog.Replace("NaN", "null")))
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(archive, "header.json", $"{{\"version\":2,\"eval\":{log.RootElement.GetProperty("eval").GetRawText()}}}");
            foreach (var sample in log.RootElement.GetProperty("samples").EnumerateArray())
                Add(archive, $"samples/{sample.GetProperty("id")}_epoch_{sample.GetProperty("epoch")}.json", sample.GetRawText());
        }

        var samples = await Read(path);

        Assert.Equivalent(await Read(_folder.Write("log.json", InspectLog)), samples, strict: true);

        static void Add(ZipArchive archive, string name, string text)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    [Theory]
    [InlineData("""{"version":2,"status":"success","eval":{"model":"m"},"samples":[{"id":1,"input":"q"},""", "cut short")]
    [InlineData("""{"version":2,"status":"success","eval":{"model":"m"},"samples":[]}""", "holds no samples")]
    [InlineData("""{"version":2,"status":"success","eval":{"model":"m"},"samples":[{"input":"q"}]}""", "has no id")]
    [InlineData("""{"version":2,"status":"success","eval":{"model":"m"},"samples":[{"id":1,"input":""}]}""", "has no input")]
    public async Task ReadAsync_DamagedInspectLog_SaysSo(string log, string message)
    {
        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(_folder.Write("log.json", log)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("log.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LongInspectLog_Streams()
    {
        var path = _folder.File("long.json");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteAsync("""{"version":2,"eval":{"model":"m"},"samples":[""");
            for (var i = 0; i < 3000; i++)
            {
                await writer.WriteAsync(i == 0 ? "" : ",");
                var question = new string('N', i % 50 == 0 ? 300_000 : 100);
                await writer.WriteAsync($$$"""{"id":{{{i}}},"epoch":1,"input":"{{{question}}} NaN","target":"1",""");
                await writer.WriteAsync("""
                    "scores":{"s":{"value":"C","answer":"1","metadata":{"x":NaN,"y":-Infinity}}}}
                    """);
            }

            await writer.WriteAsync("]}");
        }

        var samples = await Read(path);

        Assert.Equal(3000, samples.Count);
        Assert.All(samples, static s => Assert.Equal(Grade.Correct, s.Attempts[0].Grade));
        Assert.EndsWith("N NaN", samples[50].Problem.Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_LmEvalSamples_ReadsEachShape()
    {
        var path = _folder.Write("samples_gsm8k_2025-01-02T03-04-05.678901.jsonl", """
            {"doc_id":0,"doc":{"question":"q0?","answer":"so\n#### 18"},"target":"so\n#### 18","arguments":{"gen_args_0":{"arg_0":"Q: q0?\nA:"}},"resps":[["it is #### 18"]],"filtered_resps":["18"],"filter":"strict-match","metrics":["exact_match"],"exact_match":1.0}
            {"doc_id":1,"doc":{"question":"q1?","answer":"#### 3"},"target":"3","arguments":[["Q: q1?",{"until":[]}]],"resps":[["no idea"]],"filtered_resps":["[invalid]"],"filter":"strict-match","metrics":["exact_match"],"exact_match":0.0}
            {"doc_id":0,"doc":{"question":"q0?","answer":"#### 18"},"target":"18","resps":[["it is #### 18"]],"filtered_resps":["19"],"filter":"flexible-extract","exact_match":0.0}
            {"doc_id":2,"doc":{"question":"q2?","answer":"#### 5"},"target":"5","resps":[["Answer: 5","Answer: 6","Answer: 5.0"]],"filtered_resps":["5"],"filter":"strict-match","exact_match":NaN}
            {"doc_id":3,"doc":{"question":"q3?","choices":["x","y"],"answer":1},"target":"1","resps":[[["-2.5","False"]],[["-0.5","True"]]],"filtered_resps":[["-2.5","False"],["-0.5","True"]],"filter":"strict-match","acc":1.0}
            {"doc_id":4,"doc":{"passage":"p"},"target":" Paris","arguments":[["Where?",{}]],"resps":[["Paris"]],"filtered_resps":["Paris"],"filter":"strict-match","exact_match":1}
            """);

        var samples = await Read(path);

        Assert.Equal(["gsm8k/0", "gsm8k/1", "gsm8k/2", "gsm8k/3", "gsm8k/4"], samples.Select(static s => s.Problem.Id));
        Assert.Equal(["18", "3", "5", "B", "Paris"], samples.Select(static s => s.Problem.Gold));
        Assert.Equal([Grade.Correct], samples[0].Attempts.Select(static a => a.Grade));
        Assert.Equal([Grade.Abstained], samples[1].Attempts.Select(static a => a.Grade));
        Assert.Equal([Grade.Correct, Grade.Incorrect, Grade.Correct], samples[2].Attempts.Select(static a => a.Grade));
        Assert.Equal(["B"], samples[3].Attempts.Select(static a => a.Attempt.Answer?.Key));
        Assert.Equal(Grade.Correct, samples[3].Attempts[0].Grade);
        Assert.Equal("Where?", samples[4].Problem.Question);
    }

    [Fact]
    public async Task ReadAsync_OwnLinesByHand_NeedLittle()
    {
        var path = _folder.Write("own.jsonl", """
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","answer":"4"}
            {"record":"attempt","problem":"a","agent":1,"answer":"5"}
            {"record":"attempt","problem":"a","agent":2}
            """);

        var sampled = Assert.Single(await Read(path));

        Assert.Equal(("2+2?", "4"), (sampled.Problem.Question, sampled.Problem.Gold));
        Assert.Equal([Grade.Correct, Grade.Incorrect, Grade.Abstained], sampled.Attempts.Select(static a => a.Grade));
    }

    [Fact]
    public async Task ReadAsync_OwnLinesWithoutNumbers_AreNumbered()
    {
        var path = _folder.Write("own.jsonl", """
            {"record":"attempt","problem":"a","question":"2+2?","gold":"4","answer":"4"}
            {"record":"attempt","problem":"b","question":"2+3?","gold":"5","answer":"5"}
            {"record":"attempt","problem":"a","answer":"5"}
            {"record":"attempt","problem":"a","answer":"6"}
            """);

        var samples = await Read(path);

        Assert.Equal(["a0", "b0", "a1", "a2"], samples.SelectMany(static s => s.Attempts)
            .Select(static a => $"{a.Attempt.ProblemId}{a.Attempt.Agent.Index}"));
    }

    [Fact]
    public async Task ReadAsync_OwnLinesWithTheSameNumbers_AreRefused()
    {
        var path = _folder.Write("own.jsonl", """
            {"record":"attempt","problem":"a","question":"2+2?","agent":1,"answer":"4"}
            {"record":"attempt","problem":"a","agent":1,"answer":"5"}
            """);

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.Contains("own.jsonl:2: problem \"a\" has an attempt of agent 1, sample 0 before", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"record":"attempt","problem":"b","answer":"4"}""", "problem \"b\" is not known")]
    [InlineData("""{"record":"attempt","problem":"a","outcome":"answered"}""", "has no answer with it")]
    [InlineData("""{"record":"attempt","problem":"a","outcome":"vanished"}""", "outcome \"vanished\" is not known")]
    [InlineData("""{"record":"attempt","answer":"4"}""", "not a valid attempt: the field \"problem\" is missing")]
    [InlineData("""{"record":"attempt","problem":"a","agent":"x"}""", "\"agent\" has to be a whole number (docs/formats.md has the schema)")]
    [InlineData("""{"record":"attempt","problem":"a","grade":"Maybe"}""", "\"grade\" has to be one of ")]
    [InlineData("""{"record":"attempt","problem":"a","agent":-1}""", "numbers from 0")]
    [InlineData("""{"record":"verdict","problem":"a"}""", "record \"verdict\" is not known")]
    public async Task ReadAsync_BadOwnLine_NamesIt(string line, string message)
    {
        var path = _folder.Write("own.jsonl", "{\"record\":\"problem\",\"id\":\"a\",\"question\":\"q\"}\n" + line);

        var error = await Assert.ThrowsAsync<HeavySimException>(() => Read(path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("own.jsonl:2:", error.Message, StringComparison.Ordinal);
    }

    private const string InspectLog = """
        {
          "version": 2, "status": "success",
          "eval": {"task": "t", "model": "ollama/llama3.1", "dataset": {"name": "t"}, "config": {"epochs": 2}},
          "plan": {"name": "plan", "steps": [{"solver": "generate", "params": {}}]},
          "results": {"scores": [{"name": "match", "metrics": {"stderr": {"value": NaN}}}]},
          "samples": [
            {"id": 1, "epoch": 1, "input": "Say yes.", "target": " Yes",
             "output": {"model": "llama3.1", "choices": [{"message": {"content": "No", "role": "assistant"}, "stop_reason": "stop"}], "usage": {"input_tokens": 66, "output_tokens": 2, "total_tokens": 68}},
             "scores": {"match": {"value": "I", "answer": "No"}}, "total_time": 1.5},
            {"id": 1, "epoch": 2, "input": [{"role": "user", "content": "Say yes."}], "target": " Yes",
             "output": {"model": "llama3.1", "choices": [{"message": {"content": [{"type": "reasoning", "reasoning": "thinking"}, {"type": "text", "text": "Yes"}], "role": "assistant"}, "stop_reason": "stop"}]},
             "scores": {"match": {"value": 1, "answer": "Yes"}}},
            {"id": 2, "epoch": 1, "input": "Which?", "choices": ["one", "two"], "target": ["B", "b"], "output": {"model": "", "choices": []},
             "scores": {}, "error": {"message": "boom", "traceback": ""}}
          ]
        }
        """;

    private static async Task<List<SampledProblem>> Read(string path)
    {
        var rows = new List<SampledProblem>();
        await foreach (var row in SampleFile.ReadAsync(path, Engine, TestContext.Current.CancellationToken))
            rows.Add(row);

        return rows;
    }

    private static SampleForm FormOf(string name) => SampleForm.Written.Single(f => f.Name == name);
}
