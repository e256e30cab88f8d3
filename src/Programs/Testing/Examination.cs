using System.Text.Json.Nodes;

namespace HeavySim.Programs;

/// <summary>What is known of a program after it was run.</summary>
/// <param name="Report">How it fared in its tests.</param>
/// <param name="Key">The key of what it does; null where its question shows no inputs, or it gives no result on any.</param>
internal sealed record Examination(TestReport Report, string? Key)
{
    /// <summary>Runs a program, first where its behaviour is looked at, whatever comes of it, then on its tests until one fails.</summary>
    /// <exception cref="HeavySimException">The sandbox has failed.</exception>
    public static async Task<Examination> RunAsync(
        ProgramRunner runner, TestSuite suite, string program, CancellationToken cancellationToken)
    {
        var watched = Watched(suite);
        var results = await runner.RunAsync(
            suite,
            program,
            [.. watched, .. suite.Tests.Select(static test => Job(test, goesOn: false))],
            (at, result) => Passes(suite.Tests[at - watched.Count], result),
            cancellationToken);
        var seen = results.Take(watched.Count).ToList();
        return new(
            ReportOf(suite, [.. results.Skip(watched.Count)]),
            suite.Visible is [ProgramTest.Input, ..] ? KeyOfOutputs(suite, seen) : KeyOfResults(seen));
    }

    /// <summary>Inputs near those that are shown, for each of the first few.</summary>
    private const int NearInputs = 4;

    /// <summary>What a program is looked at doing: it may take a short while, so that a slow one does not hold up its tests.</summary>
    private static readonly TimeSpan WatchedTime = TimeSpan.FromSeconds(2);

    private static List<ProgramJob> Watched(TestSuite suite)
    {
        if (suite.Visible is [ProgramTest.Input, ..])
        {
            var shown = suite.Visible.OfType<ProgramTest.Input>().ToList();
            return
            [
                .. shown.Select(static test => Job(test, goesOn: true)),
                .. shown.Take(NearInputs).SelectMany(static test => Enumerable.Range(0, NearInputs).Select(number => new ProgramJob(
                    new JsonObject
                    {
                        ["kind"] = "near", ["input"] = test.Text, ["number"] = number, ["seconds"] = WatchedTime.TotalSeconds,
                    },
                    test.Expected.Length,
                    GoesOn: true)
                {
                    InputLength = test.Text.Length,
                })),
            ];
        }

        if (suite.Entry is null)
            return [];

        var calls = suite.Visible.OfType<ProgramTest.Call>()
            .Select(static call => new JsonArray(Node(call.Arguments), Node(call.Expected)));
        var payload = new JsonObject
        {
            ["kind"] = "behave",
            ["text"] = suite.Shown,
            ["shown"] = new JsonArray([.. calls]),
            ["contest"] = suite.Visible.Count > 0,
        };
        return [new(payload, 0, GoesOn: true)];
    }

    private static ProgramJob Job(ProgramTest test, bool goesOn) => test switch
    {
        ProgramTest.Input input => new(
            new JsonObject { ["kind"] = "input", ["input"] = input.Text }, input.Expected.Length, goesOn)
        {
            InputLength = input.Text.Length,
        },
        ProgramTest.Call call => new(
            new JsonObject { ["kind"] = "call", ["arguments"] = Node(call.Arguments) }, call.Expected.GetRawText().Length, goesOn),
        ProgramTest.Script script => new(new JsonObject { ["kind"] = "script", ["test"] = script.Code }, 0, goesOn),
        _ => throw new InvalidOperationException("The family of tests is closed."),
    };

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static bool Passes(ProgramTest test, JobResult result) => result.IsDone && test switch
    {
        ProgramTest.Input input => ProgramOutput.IsExpected(result.Out, input.Expected),
        ProgramTest.Call call => Value(result.Value) is { } value && (ProgramOutput.IsExpected(value, call.Expected)
            || (call.Wrapped is { } wrapped && ProgramOutput.IsExpected(value, wrapped))),
        _ => true,
    };

    /// <summary>A result that is no JSON (NaN) equals nothing.</summary>
    private static JsonElement? Value(string text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TestReport ReportOf(TestSuite suite, IReadOnlyList<JobResult> results)
    {
        for (var i = 0; i < suite.Tests.Count; i++)
        {
            if (!Passes(suite.Tests[i], results[i]))
                return new(i, suite.Tests.Count, EndOf(results[i]), NoteOf(results[i]));
        }

        return new(suite.Tests.Count, suite.Tests.Count, TestEnd.Passed);
    }

    private static TestEnd EndOf(JobResult result) => result.End switch
    {
        "done" => TestEnd.WrongAnswer,
        "time" => TestEnd.TimeLimit,
        "memory" => TestEnd.MemoryLimit,
        "output" => TestEnd.OutputLimit,
        "syntax" => TestEnd.CompileError,
        "tests" => TestEnd.Untestable,
        _ => result.Value.StartsWith("AssertionError", StringComparison.Ordinal) ? TestEnd.WrongAnswer : TestEnd.RuntimeError,
    };

    private static string? NoteOf(JobResult result) =>
        result.IsDone || result.Value.Length == 0 ? null : result.Value.ReplaceLineEndings(" ").Trim(' ', ':');

    private static string? KeyOfOutputs(TestSuite suite, List<JobResult> seen) => seen.Exists(static result => result.IsDone)
        ? BehaviourKey.Of(
            seen.Select(static result => result.IsDone ? result.Out.Trim() : "!" + result.End),
            suite.Visible.Zip(seen).All(static pair => Passes(pair.First, pair.Second)))
        : null;

    /// <summary>What the harness tells of calls; null where the program has told something in its place.</summary>
    private static JsonArray? Calls(string value)
    {
        try
        {
            return JsonNode.Parse(value) is JsonArray calls && calls.All(static call => call is JsonArray { Count: 2 } pair
                && pair[0]?.GetValueKind() == JsonValueKind.String
                && pair[1]?.GetValueKind() is null or JsonValueKind.True or JsonValueKind.False) ? calls : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? KeyOfResults(List<JobResult> seen)
    {
        if (seen is not [{ IsDone: true } told] || Calls(told.Value) is not { Count: > 0 } calls)
            return null;

        var results = calls.Select(static call => (string)call![0]!).ToList();
        return results.TrueForAll(static text => text.StartsWith('!'))
            ? null
            : BehaviourKey.Of(results, calls.All(static call => call![1] is null || (bool)call[1]!));
    }
}
