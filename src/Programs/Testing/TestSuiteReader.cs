using System.Text.RegularExpressions;

namespace HeavySim.Programs;

/// <summary>
/// Finds the tests of a code problem in the fields that its record came with: HumanEval (Chen et al. 2021, arXiv:2107.03374) with its
/// extensions, MBPP (Austin et al. 2021, arXiv:2108.07732), LiveCodeBench (Jain et al. 2024, arXiv:2403.07974), APPS (Hendrycks et al.
/// 2021, arXiv:2105.09938) and CodeContests (Li et al. 2022, arXiv:2203.07814).
/// </summary>
internal static partial class TestSuiteReader
{
    private static readonly string[] PythonNames = ["python", "python3", "py", "python 3"];

    /// <summary>The tests; null when there are none, or none that can be run here.</summary>
    public static TestSuite? Read(Problem problem)
    {
        if (problem.Kind is not (null or AnswerKind.Code) || !IsPython(problem))
            return null;

        var fields = problem.Metadata;
        return HumanEval(problem, fields) ?? Mbpp(problem, fields) ?? LiveCodeBench(fields) ?? Apps(fields) ?? CodeContests(fields);
    }

    private static bool IsPython(Problem problem) =>
        (problem.Metadata.GetValueOrDefault("language") ?? problem.Metadata.GetValueOrDefault("lang")) is not { } language
        || PythonNames.Contains(language.Trim().ToLowerInvariant());

    private static TestSuite? HumanEval(Problem problem, IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("entry_point")?.Trim() is { Length: > 0 } entry && fields.GetValueOrDefault("test") is { Length: > 0 } test
            ? new TestSuite { Tests = [new ProgramTest.Script(test)], Entry = entry, Prompt = problem.Question, Shown = problem.Question }
            : null;

    private static TestSuite? Mbpp(Problem problem, IReadOnlyDictionary<string, string> fields)
    {
        var asserts = Texts(fields.GetValueOrDefault("test_list"));
        if (asserts.Count == 0)
            return null;

        string[] setup = [.. Texts(fields.GetValueOrDefault("test_imports")), fields.GetValueOrDefault("test_setup_code") ?? ""];
        var shown = string.Join('\n', asserts);
        // MBPP+ adds a script of many more assertions.
        string[] scripts = fields.GetValueOrDefault("test") is { Length: > 0 } more ? [.. asserts, more] : [.. asserts];
        return new TestSuite
        {
            Tests = [.. scripts.Select(static code => new ProgramTest.Script(code))],
            Setup = string.Join('\n', setup.Where(static line => line.Length > 0)) is { Length: > 0 } lines ? lines + "\n" : "",
            Entry = Called(shown, problem.Gold),
            Shown = shown,
        };
    }

    /// <summary>The function that assertions call: one that the gold defines, else the first that Python itself has not.</summary>
    private static string? Called(string asserts, string? gold)
    {
        string[] builtins =
        [
            "set", "sorted", "len", "abs", "tuple", "list", "round", "str", "isclose", "int", "float", "dict", "sum", "all", "any", "max",
            "min", "map", "filter", "isinstance", "type", "Counter", "frozenset", "not", "in", "and", "or", "is",
        ];
        var called = Calls().Matches(asserts).Select(static match => match.Groups["name"].Value).ToList();
        return called.FirstOrDefault(name => gold?.Contains($"def {name}", StringComparison.Ordinal) == true)
            ?? called.FirstOrDefault(name => !builtins.Contains(name));
    }

    private static TestSuite? LiveCodeBench(IReadOnlyDictionary<string, string> fields)
    {
        var entry = Json(fields.GetValueOrDefault("metadata")) is { } about && Member(about, "func_name") is { } name ? name : null;
        var visible = Tests(fields.GetValueOrDefault("public_test_cases"), entry);
        var others = Tests(fields.GetValueOrDefault("private_test_cases"), entry);
        return visible.Count + others.Count == 0
            ? null
            : new TestSuite { Tests = [.. visible, .. others], Entry = entry, Visible = visible };
    }

    private static List<ProgramTest> Tests(string? text, string? entry)
    {
        if ((Json(text) ?? Json(text is null ? null : PickledText.Read(text))) is not { ValueKind: JsonValueKind.Array } cases)
            return [];

        var tests = new List<ProgramTest>();
        foreach (var one in cases.EnumerateArray())
        {
            if (Member(one, "input") is { } input && Member(one, "output") is { } output
                && Test(input, output, entry is not null && Member(one, "testtype") is null or "functional") is { } test)
                tests.Add(test);
        }

        return tests;
    }

    /// <summary>A call's arguments stand one to a line, each as JSON.</summary>
    private static ProgramTest? Test(string input, string output, bool isCall)
    {
        if (!isCall)
            return new ProgramTest.Input(input, output);

        var arguments = input.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Json($"[{string.Join(',', arguments)}]") is { } all && Json(output) is { } expected
            ? new ProgramTest.Call(all, expected)
            : null;
    }

    private static TestSuite? Apps(IReadOnlyDictionary<string, string> fields)
    {
        if (Json(fields.GetValueOrDefault("input_output")) is not { ValueKind: JsonValueKind.Object } pairs)
            return null;

        var entry = Member(pairs, "fn_name");
        var tests = Pairs(pairs, "inputs", "outputs", entry is not null);
        return tests.Count == 0 ? null : new TestSuite { Tests = tests, Entry = entry };
    }

    private static TestSuite? CodeContests(IReadOnlyDictionary<string, string> fields)
    {
        List<ProgramTest> Of(string name) => Json(fields.GetValueOrDefault(name)) is { ValueKind: JsonValueKind.Object } pairs
            ? Pairs(pairs, "input", "output", isCall: false)
            : [];

        var visible = Of("public_tests");
        List<ProgramTest> tests = [.. visible, .. Of("private_tests"), .. Of("generated_tests")];
        return tests.Count == 0 ? null : new TestSuite { Tests = tests, Visible = visible };
    }

    private static List<ProgramTest> Pairs(JsonElement pairs, string inputs, string outputs, bool isCall)
    {
        if (!pairs.TryGetProperty(inputs, out var given) || !pairs.TryGetProperty(outputs, out var wanted)
            || given.ValueKind != JsonValueKind.Array || wanted.ValueKind != JsonValueKind.Array)
            return [];

        return [.. given.EnumerateArray().Zip(wanted.EnumerateArray()).Select(pair => isCall
            ? (ProgramTest)new ProgramTest.Call(pair.First, Result(pair.Second))
            : new ProgramTest.Input(Lines(pair.First), Lines(pair.Second)))];
    }

    /// <summary>APPS wraps some results in a list of one.</summary>
    private static JsonElement Result(JsonElement output) =>
        output.ValueKind == JsonValueKind.Array && output.GetArrayLength() == 1 ? output[0] : output;

    /// <summary>A text, or the lines of one.</summary>
    private static string Lines(JsonElement text) => text.ValueKind == JsonValueKind.Array
        ? string.Join('\n', text.EnumerateArray().Select(Lines))
        : text.ValueKind == JsonValueKind.String ? text.GetString()! : text.GetRawText();

    private static IReadOnlyList<string> Texts(string? list) => Json(list) is { ValueKind: JsonValueKind.Array } texts
        ? [.. texts.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!)]
        : [];

    private static string? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static JsonElement? Json(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [
        GeneratedRegex(
            @"(?<![\w.])(?<name>[A-Za-z_]\w*)\s*\(",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex Calls();
}
