using System.Text.RegularExpressions;

namespace HeavySim.Programs;

/// <summary>
/// Finds the tests of a code problem in the fields that its record came with: HumanEval (Chen et al. 2021, arXiv:2107.03374) with its
/// extensions, MBPP (Austin et al. 2021, arXiv:2108.07732), LiveCodeBench (Jain et al. 2024, arXiv:2403.07974), APPS (Hendrycks et al.
/// 2021, arXiv:2105.09938) and CodeContests (Li et al. 2022, arXiv:2203.07814).
/// </summary>
internal static partial class TestSuiteReader
{
    private static readonly string[] OtherLanguages =
        [
            "java", "cpp", "c++", "c", "go", "js", "javascript", "typescript", "ts", "rust", "rs", "php", "ruby", "swift",
            "kotlin", "scala", "cs", "csharp",
        ];

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
        (problem.Metadata.GetValueOrDefault("language") ?? problem.Metadata.GetValueOrDefault("lang")
            ?? Prefix(problem)) is not { } language
        || PythonNames.Contains(language.Trim().ToLowerInvariant());

    /// <summary>The language that an id begins with, as HumanEval-X names them: Java/1.</summary>
    private static string? Prefix(Problem problem)
    {
        var id = problem.Metadata.GetValueOrDefault("task_id") ?? problem.Id;
        return id.Split('/') is [var prefix, _] && OtherLanguages.Contains(prefix.ToLowerInvariant()) ? prefix : null;
    }

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
        var called = CalledFunctions.In(asserts);
        return called.FirstOrDefault(name => gold?.Contains($"def {name}", StringComparison.Ordinal) == true)
            ?? called.FirstOrDefault(name => !builtins.Contains(name));
    }

    private static TestSuite? LiveCodeBench(IReadOnlyDictionary<string, string> fields)
    {
        var starter = fields.GetValueOrDefault("starter_code") ?? "";
        var entry = Json(fields.GetValueOrDefault("metadata")) is { } about && Member(about, "func_name") is { } name ? name
            : Method().Match(starter) is { Success: true } method ? method.Groups["name"].Value : null;
        var tests = new List<ProgramTest>();
        var visible = 0;
        foreach (var field in (ReadOnlySpan<string>)["public_test_cases", "private_test_cases"])
        {
            if (fields.GetValueOrDefault(field) is not { } text || string.IsNullOrWhiteSpace(text))
                continue;
            // What is left of tests that cannot all be read would be an easier test.
            if (Tests(text, entry) is not { } read)
                return new TestSuite { Tests = [], Fault = $"{field} cannot be read" };

            tests.AddRange(read);
            visible = field[1] == 'u' ? read.Count : visible;
        }

        return tests.Count == 0
            ? null
            : new TestSuite { Tests = tests, Entry = entry, Prompt = entry is null ? "" : starter, Visible = tests[..visible] };
    }

    /// <summary>The tests of a field; null where one of them cannot be read.</summary>
    private static List<ProgramTest>? Tests(string text, string? entry)
    {
        if ((Json(text) ?? Json(PickledText.Read(text))) is not { ValueKind: JsonValueKind.Array } cases)
            return null;

        var tests = new List<ProgramTest>();
        foreach (var one in cases.EnumerateArray())
        {
            if (Member(one, "input") is not { } input || Member(one, "output") is not { } output
                || Test(input, output, entry is not null && Member(one, "testtype") is null or "functional") is not { } test)
                return null;
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
        return Json($"[{string.Join(',', arguments)}]") is { } all && (Json(output) ?? Json(Constant(output))) is { } expected
            ? new ProgramTest.Call(all, expected)
            : null;
    }

    /// <summary>A constant as Python writes it.</summary>
    private static string? Constant(string output) => output.Trim() switch
    {
        "True" => "true",
        "False" => "false",
        "None" => "null",
        _ => null,
    };

    private static TestSuite? Apps(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("input_output") is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        if (Json(text) is not { ValueKind: JsonValueKind.Object } pairs)
            return new TestSuite { Tests = [], Fault = "input_output cannot be read" };

        var entry = Member(pairs, "fn_name");
        return Pairs(pairs, "inputs", "outputs", entry is not null) is not { } tests
            ? new TestSuite { Tests = [], Fault = "input_output has not as many outputs as inputs" }
            : tests.Count == 0 ? null
            : new TestSuite { Tests = tests, Entry = entry, Prompt = entry is null ? "" : fields.GetValueOrDefault("starter_code") ?? "" };
    }

    private static TestSuite? CodeContests(IReadOnlyDictionary<string, string> fields)
    {
        List<ProgramTest>? Of(string name) => string.IsNullOrWhiteSpace(fields.GetValueOrDefault(name)) ? []
            : Json(fields[name]) is { ValueKind: JsonValueKind.Object } pairs ? Pairs(pairs, "input", "output", isCall: false) : null;

        if (Of("public_tests") is not { } visible || Of("private_tests") is not { } others || Of("generated_tests") is not { } generated)
            return new TestSuite { Tests = [], Fault = "public_tests, private_tests or generated_tests cannot be read" };

        List<ProgramTest> tests = [.. visible, .. others, .. generated];
        return tests.Count == 0 ? null : new TestSuite { Tests = tests, Visible = visible };
    }

    /// <summary>Inputs with their outputs; null where they are not as many.</summary>
    private static List<ProgramTest>? Pairs(JsonElement pairs, string inputs, string outputs, bool isCall)
    {
        if (!pairs.TryGetProperty(inputs, out var given) || !pairs.TryGetProperty(outputs, out var wanted)
            || given.ValueKind != JsonValueKind.Array || wanted.ValueKind != JsonValueKind.Array)
            return [];
        if (given.GetArrayLength() != wanted.GetArrayLength())
            return null;

        return [.. given.EnumerateArray().Zip(wanted.EnumerateArray()).Select(pair => isCall
            ? (ProgramTest)new ProgramTest.Call(pair.First, Result(pair.Second), pair.Second)
            : new ProgramTest.Input(Lines(pair.First), Lines(pair.Second)))];
    }

    /// <summary>APPS wraps some results in a list of one.</summary>
    private static JsonElement Result(JsonElement output) =>
        output.ValueKind == JsonValueKind.Array && output.GetArrayLength() == 1 ? output[0] : output;

    /// <summary>A text, or the lines of one.</summary>
    private static string Lines(JsonElement text) => text.ValueKind == JsonValueKind.Array
        ? string.Join('\n', text.EnumerateArray().Select(Lines))
        : text.ValueKind == JsonValueKind.String ? text.GetString()! : text.GetRawText();

    /// <summary>A list of texts, as JSON or as Python prints it.</summary>
    private static IReadOnlyList<string> Texts(string? list) => Json(list) is { ValueKind: JsonValueKind.Array } texts
        ? [.. texts.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!)]
        : list is not null && Printed().IsMatch(list)
            ? [.. Quoted().Matches(list).Select(static quoted => Plain(quoted.Value[1..^1]))]
            : [];

    /// <summary>What Python prints for a text, without its escapes; one that Python writes in no such list stays as it is.</summary>
    private static string Plain(string quoted) => Escape().Replace(quoted, static escape => escape.Value[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        '\\' or '\'' or '"' => escape.Value[1..],
        _ => escape.Value,
    });

    [GeneratedRegex(@"\\.", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();

    [GeneratedRegex(@"^\s*\[\s*(?:(?:'(?:[^'\\]|\\.)*'|""(?:[^""\\]|\\.)*"")\s*,?\s*)+\]\s*$", RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Printed();

    [GeneratedRegex(@"'(?:[^'\\]|\\.)*'|""(?:[^""\\]|\\.)*""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    /// <summary>The method that a class of a contest site is to have.</summary>
    [GeneratedRegex(@"def\s+(?<name>\w+)\s*\(\s*self", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();

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
}
