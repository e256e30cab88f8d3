using System.Text;

namespace HeavySim.Records.Problems;

/// <summary>
/// Problems whose answer is a program with tests: HumanEval (Chen et al. 2021, arXiv:2107.03374), MBPP (Austin et al. 2021,
/// arXiv:2108.07732), LiveCodeBench (Jain et al. 2024, arXiv:2403.07974), APPS (Hendrycks et al. 2021, arXiv:2105.09938), CodeContests (Li
/// et al. 2022, arXiv:2203.07814) and what was made after them. The tests stay in the metadata, for who runs them.
/// </summary>
internal static class TestedProgramForm
{
    private static readonly string[] Marks =
    [
        "entry_point", "test_list", "check_function", "public_test_cases", "private_test_cases", "input_output", "public_tests",
    ];

    private static readonly string[] Questions = ["question_content", "description", "complete_prompt"];

    private static readonly string[] Golds = ["canonical_solution", "code", "answer", "solution", "reference_solution"];

    /// <summary>Whether a problem came with tests that say what is right, so that it needs no gold.</summary>
    public static bool HasTests(Problem problem) =>
        problem.Kind == AnswerKind.Code && (problem.Metadata.ContainsKey("test") || Marks.Skip(1).Any(problem.Metadata.ContainsKey));

    /// <summary>Reads a record with tests and a question, or gives null when it is none.</summary>
    public static Problem? Read(RecordFields fields, string id)
    {
        if (!Marks.Any(fields.Has) || !fields.TryTake([.. FieldNames.Question, .. Questions], out _, out var value))
            return null;

        var question = FieldText.OfQuestion(value);
        return string.IsNullOrWhiteSpace(question)
            ? null
            : new Problem { Id = id, Question = Whole(question, fields), Gold = Gold(fields), Kind = AnswerKind.Code };
    }

    /// <summary>The question with all that the program has to fit: what its sets' own prompts say of it.</summary>
    private static string Whole(string question, RecordFields fields)
    {
        if (fields.Has("entry_point"))
            return question;
        if (fields.Peek("test_list") is { ValueKind: JsonValueKind.Array } asserts)
        {
            var tests = string.Join('\n', asserts.EnumerateArray().Select(FieldText.Of));
            return $"{question.Trim()}\n\nYour code should pass these tests:\n\n{tests}";
        }


        if (fields.Peek("starter_code") is { } starter && FieldText.Of(starter) is var code && !string.IsNullOrWhiteSpace(code))
            return $"{question.Trim()}\n\nUse this starter code:\n\n{code.TrimEnd()}";

        return fields.Has("check_function")
            ? question
            : $"{question.Trim()}\n\nRead the input from standard input and write the answer to standard output.";
    }

    /// <summary>A solution where the record has one. APPS has a list of them as text, CodeContests a list for each language.</summary>
    private static string? Gold(RecordFields fields) =>
        fields.TakeText(Golds) ?? (fields.Peek("solutions") is { } solutions ? First(solutions) : null);

    private static string? First(JsonElement solutions)
    {
        const int Python3 = 3;
        if (solutions.ValueKind == JsonValueKind.String)
            solutions = Parsed(solutions.GetString()!);
        if (solutions.Member("language") is { ValueKind: JsonValueKind.Array } languages
            && solutions.Member("solution") is { ValueKind: JsonValueKind.Array } texts)
        {
            return texts.EnumerateArray().Zip(languages.EnumerateArray())
                .Where(static pair => pair.Second.ValueKind == JsonValueKind.Number && pair.Second.GetInt32() == Python3)
                .Select(static pair => FieldText.Of(pair.First))
                .FirstOrDefault();
        }

        return solutions.ValueKind == JsonValueKind.Array && solutions.GetArrayLength() > 0 ? FieldText.Of(solutions[0]) : null;
    }

    private static JsonElement Parsed(string text)
    {
        try
        {
            return JsonText.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
