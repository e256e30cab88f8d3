using System.Runtime.CompilerServices;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Formats;

/// <summary>
/// Rows of answers: id, question, gold, answers (null = abstained), and optionally correct, model or models (once for all rows),
/// outputTokens. Raw texts are taken from a file <c>*.responses.jsonl(.gz)</c> beside it, where there is one.
/// </summary>
internal static class PanelSamples
{
    /// <summary>The checker of grades that came with the file.</summary>
    public const string RecordedChecker = "recorded";

    /// <summary>Streams the rows. The answer as recorded, trimmed, is its own key, so classes are those of the source.</summary>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(
        SourceFile file, SampleReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var responses = ResponseTexts.Beside(file.Path, cancellationToken);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<string>? panel = null;
        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
        {
            var fields = new RecordFields(record.Fields);
            var row = Row.Take(fields, record, file.Path);
            panel = row.Models ?? panel;
            if (panel is not null && panel.Count < row.Answers.Count)
                throw SourceError.At(
                    file.Path, record.Line, $"there are {row.Answers.Count} answers and {panel.Count} models: each answer needs its model");

            var problem = ProblemReader.TryRead(fields, record, file.Path, file.Stem, shuffleSeed: 0)
                ?? throw SourceError.At(file.Path, record.Line, "no question: a field question is needed beside answers");
            if (!ids.Add(problem.Id))
                throw SourceError.At(
                    file.Path, record.Line, $"the id \"{problem.Id}\" has come before: put all answers to a problem into one row");

            var texts = responses is null ? null : await responses.TakeAsync(problem.Id, row.Answers.Count);
            yield return new SampledProblem(
                problem, [.. row.Answers.Select((_, i) => row.Attempt(problem, i, panel, texts, reading.Engine))]);
        }
    }

    private sealed record Row(
        IReadOnlyList<string?> Answers,
        IReadOnlyList<bool?>? Correct,
        IReadOnlyList<string>? Models,
        string? Model,
        IReadOnlyList<long?>? OutputTokens)
    {
        public static Row Take(RecordFields fields, SourceRecord record, string path)
        {
            var answers = TakeList(fields, "answers", static e => e.ValueKind == JsonValueKind.Null ? null : FieldText.Of(e).Trim())
                ?? throw SourceError.At(path, record.Line, "no answers: a list answers is needed, null where a sample has none");
            var row = new Row(
                [.. answers.Select(static a => string.IsNullOrEmpty(a) ? null : a)],
                TakeList<bool?>(
                    fields, "correct", static e => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? e.GetBoolean() : null),
                TakeList(fields, "models", FieldText.Of),
                fields.TakeText("model"),
                TakeList<long?>(
                    fields,
                    "outputtokens",
                    static e => e.ValueKind == JsonValueKind.Number && e.TryGetInt64(out var tokens) ? tokens : null));
            Check("correct", row.Correct?.Count);
            Check("outputTokens", row.OutputTokens?.Count);
            return row;

            void Check(string name, int? count)
            {
                if (count is not null && count != row.Answers.Count)
                    throw SourceError.At(
                        path, record.Line,
                        $"there are {row.Answers.Count} answers and {count} entries of {name}: each answer needs its own");
            }
        }

        public RecordedAttempt Attempt(
            Problem problem, int index, IReadOnlyList<string>? panel, IReadOnlyList<string?>? texts, IAnswerEngine engine)
        {
            var given = Answers[index];
            var attempt = new Attempt
            {
                ProblemId = problem.Id,
                Agent = new AgentCard(index, panel?[index] ?? Model ?? "", "recorded", "recorded", null),
                Outcome = given is null
                    ? new Outcome.Abstained("no answer was recorded")
                    : new Outcome.Answered(new Answer(given, given, AnswerSource.Given)),
                Text = texts?[index],
                Usage = new Usage { Calls = 1, OutputTokens = OutputTokens?[index] },
            };
            if (given is null)
                return new(attempt, Grade.Abstained, RecordedChecker);
            if (Correct is null)
                return new(attempt, engine.Grade(problem, engine.Read(problem, given)), engine.Version);

            return new(
                attempt, Correct[index] switch { true => Grade.Correct, false => Grade.Incorrect, _ => Grade.Ungraded }, RecordedChecker);
        }

        private static IReadOnlyList<T>? TakeList<T>(RecordFields fields, string name, Func<JsonElement, T> read) =>
            fields.Peek(name) is { ValueKind: JsonValueKind.Array } && fields.TryTake([name], out _, out var list)
                ? [.. list.EnumerateArray().Select(read)]
                : null;
    }
}
