namespace HeavySim.Records.Problems;

/// <summary>
/// What a question is asked about, where the record keeps it apart: a passage, a context, the instruction to an input. It is put before
/// the question.
/// </summary>
internal static class Passage
{
    private static readonly string[] Names =
        ["passage", "context", "article", "story", "paragraph", "passages", "contexts", "paragraphs", "documents"];

    /// <summary>Further fields that belong to a question, of which there is no telling where in the prompt they stand.</summary>
    private static readonly string[] Others =
        [
            "instruction", "table", "pre_text", "post_text", "premise", "hypothesis", "dialogue", "conversation", "document", "support",
            "facts", "background", "evidence", "evidences", "endings", "alternatives", "candidates", "answer_choices", "body",
        ];

    private static readonly string[] Numbered = ["option", "choice", "sol", "ending", "ans", "distractor"];

    /// <summary>Takes the passage out of a record whose question has been taken, or gives null when it has none.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="question">The compared name of the question's field.</param>
    public static string? Take(RecordFields fields, string question)
    {
        var instruction = question == "input" ? fields.TakeText("instruction")?.Trim() : null;
        foreach (var name in Names)
        {
            if (fields.Peek(name) is not { } value || Text(value) is not { Length: > 0 } text)
                continue;

            fields.TryTake([name], out _, out _);
            return instruction is null ? text : $"{instruction}\n\n{text}";
        }

        return instruction;
    }

    /// <summary>Whether a field that was left over, by its name as written, belongs to the question: agents do not see it.</summary>
    public static bool IsLeftOut(string name)
    {
        name = FieldNames.Normalized(name);
        return Names.Contains(name) || Others.Contains(name) || FieldNames.Choices.Contains(name)
            || (char.IsAsciiDigit(name[^1]) && Numbered.Contains(name.TrimEnd("0123456789".ToCharArray()).TrimEnd('_')));
    }

    /// <summary>A text, texts one after the other, or either under "contexts" (PubMedQA); null for what else it may be.</summary>
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Array when value.EnumerateArray().All(static e => e.ValueKind == JsonValueKind.String) =>
            string.Join("\n\n", value.EnumerateArray().Select(static e => e.GetString()!.Trim())),
        JsonValueKind.Object when value.Member("contexts") is { ValueKind: JsonValueKind.Array or JsonValueKind.String } contexts =>
            Text(contexts),
        _ => null,
    };
}
