namespace HeavySim.Records.Problems;

/// <summary>
/// Turns a record of a published problem set into a problem: finds question, gold, choices, id and category under the names in use,
/// and recognises the sets that need a form of their own.
/// </summary>
internal static class ProblemReader
{
    /// <summary>Reads one record: one problem, or one for each test grid of an ARC task, named "task/1", "task/2" and so on.</summary>
    /// <param name="record">The record.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stem">Names problems that have no id: "stem/index".</param>
    /// <param name="shuffleSeed">Fixes the order of choices that a set keeps right answer first.</param>
    /// <exception cref="HeavySimException">
    /// The record has no question; the message names file, line and the fields that are there.
    /// </exception>
    public static IEnumerable<Problem> ReadAll(SourceRecord record, string path, string stem, long shuffleSeed)
    {
        if (GridForm.Split(record.Fields) is not { } grids)
        {
            yield return Read(new RecordFields(record.Fields), record, path, stem, shuffleSeed);
            yield break;
        }

        for (var i = 0; i < grids.Count; i++)
        {
            var problem = Read(grids[i], record, path, stem, shuffleSeed);
            yield return problem with
            {
                Id = $"{problem.Id}/{i + 1}",
                Metadata = new Dictionary<string, string>(problem.Metadata, StringComparer.Ordinal) { [GridForm.TaskField] = problem.Id },
            };
        }
    }

    private static Problem Read(RecordFields fields, SourceRecord record, string path, string stem, long shuffleSeed)
    {
        var present = string.Join(", ", fields.Names);
        return TryRead(fields, record, path, stem, shuffleSeed)
            ?? throw SourceError.At(
                path, record.Line,
                $"no question: a field question, problem, prompt or input is needed; found {(present.Length > 0 ? present : "no fields")}");
    }

    /// <summary>Reads one record's fields, or gives null when there is no question among them.</summary>
    /// <param name="fields">The fields, without those that are no part of the problem.</param>
    /// <param name="record">Where they stand.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stem">Names problems that have no id.</param>
    /// <param name="shuffleSeed">Fixes the order of choices that a set keeps right answer first.</param>
    public static Problem? TryRead(RecordFields fields, SourceRecord record, string path, string stem, long shuffleSeed)
    {
        if (fields.Rivals is { } rivals)
            throw SourceError.At(
                path, record.Line,
                $"two fields are named alike, \"{rivals.First}\" and \"{rivals.Second}\": rename the one that is not meant");

        var id = fields.TakeText(FieldNames.Id)?.Trim() ?? record.Key ?? $"{stem}/{record.Index}";
        var problem = GridForm.Read(fields, id)
            ?? TestedProgramForm.Read(fields, id)
            ?? ProgramOutputForm.Read(fields, id)
            ?? ShuffledChoicesForm.Read(fields, id, shuffleSeed)
            ?? ReadCommon(fields, id);
        if (problem is null)
            return null;

        problem = NumberPuzzleForm.Recognise(ExamForm.Recognise(problem, fields));
        if (fields.TakeText("kind") is { } kind)
        {
            problem = Enum.TryParse<AnswerKind>(kind, ignoreCase: true, out var known) && !char.IsAsciiDigit(kind[0])
                ? problem with { Kind = known }
                : throw SourceError.At(
                    path, record.Line,
                    $"kind \"{kind}\" is not known: use one of {string.Join(", ", Enum.GetNames<AnswerKind>()).ToLowerInvariant()}");
        }

        return problem with { Category = Category(fields), Metadata = fields.ToMetadata() };
    }

    private static Problem? ReadCommon(RecordFields fields, string id)
    {
        var choices = ChoiceList.Take(fields);
        if (Question(fields) is not { } question)
            return null;

        return new Problem
        {
            Id = id,
            Question = question,
            Gold = Gold(fields, choices),
            Choices = choices?.Texts ?? [],
            Kind = choices is not null ? AnswerKind.Choice : null,
        };
    }

    private static string? Question(RecordFields fields)
    {
        // SVAMP tells the story in one field and asks in another.
        var body = fields.Has("body") && fields.Has("question") ? fields.TakeText("body")?.Trim() : null;
        if (!fields.TryTake(FieldNames.Question, out var name, out var value))
            return null;

        var question = FieldText.OfQuestion(value);
        if (string.IsNullOrWhiteSpace(question))
            return null;
        if (body is not null)
            question = $"{body.TrimEnd('.')}. {question.Trim()}";
        return Passage.Take(fields, name) is { } passage ? $"{passage}\n\n{question.Trim()}" : question;
    }

    private static string? Gold(RecordFields fields, ChoiceList? choices)
    {
        if (!fields.TryTake(FieldNames.Gold, out var name, out var value))
            return choices is not null && fields.TryTake(["answer_index", "answer_idx", "cop"], out _, out value)
                ? choices.Letter(value)
                : null;
        if (choices is not null)
            return choices.Letter(value);

        // TriviaQA: {"value": ..., "aliases": [...]}; the engine takes any alias for the gold.
        if (value.ValueKind == JsonValueKind.Object && value.Member("value") is { } main)
        {
            if (value.Member("aliases") is { ValueKind: JsonValueKind.Array } aliases)
                fields.Keep("aliases", aliases.GetRawText());
            value = main;
        }

        if (GoldList.Of(value) is { } golds)
        {
            if (golds.Count > 1)
                fields.Keep(GoldList.Field, GoldList.ToJson(golds));
            if (golds.Count != 1)
                return golds.Count == 0 ? null : golds[0];
            value = JsonText.Quoted(golds[0]);
        }

        var text = FieldText.OfGold(value);
        var written = WrittenAnswer.AfterHashes(text) ?? (name == "solution" || text.Contains('\n') ? WrittenAnswer.LastBoxed(text) : null);
        if (written is { Length: > 0 })
        {
            fields.Keep(name, text);
            return written;
        }

        // A worked solution in which no answer is marked is not an answer.
        if (name == "solution" && text.Contains('\n'))
        {
            fields.Keep(name, text);
            return null;
        }

        text = text.Trim();
        return text.Length > 0 ? text : null;
    }

    private static string? Category(RecordFields fields)
    {
        if (!fields.TryTake(FieldNames.Category, out var name, out var value))
            return null;

        return value.ValueKind == JsonValueKind.Number ? $"{name} {value.GetRawText()}" : FieldText.OfGold(value).Trim();
    }
}
