using System.Runtime.CompilerServices;

namespace HeavySim.Records.Formats;

/// <summary>
/// The own form: lines of "run", "problem", "attempt" and "solution". A problem's line stands before its attempts; attempts without one
/// carry question and gold themselves.
/// </summary>
internal static class OwnSamples
{
    /// <summary>Streams the problems of a file; attempts that follow each other are given together.</summary>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(
        SourceFile file, SampleReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, Problem>(StringComparer.Ordinal);
        var places = new AttemptPlaces(file.Path);
        SampledProblem? current = null;
        var attempts = new List<RecordedAttempt>();
        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
        {
            var kind = record.Fields.TryGetProperty("record", out var name) ? FieldText.Of(name) : OwnRecords.Attempt;
            if (kind == OwnRecords.Run)
                continue;

            var solution = kind == OwnRecords.Solution
                ? RecordError.Parsed(record.Fields, OwnJson.Readable.SolutionRecord, record, file.Path, "solution")
                : null;
            var attempt = kind == OwnRecords.Attempt
                ? RecordError.Parsed(record.Fields, OwnJson.Readable.AttemptRecord, record, file.Path, "attempt")
                : null;
            var problem = kind switch
            {
                OwnRecords.Problem => RecordError.Parsed(record.Fields, OwnJson.Readable.ProblemRecord, record, file.Path, "problem")
                    .ToProblem(),
                OwnRecords.Attempt or OwnRecords.Solution => Find(
                    problems, attempt?.Problem ?? solution?.Problem ?? "", attempt, record, file.Path),
                _ => throw SourceError.At(file.Path, record.Line, $"record \"{kind}\" is not known: run, problem, attempt or solution"),
            };
            problems[problem.Id] = problem;
            if (current is not null && current.Problem.Id != problem.Id)
            {
                yield return current with { Attempts = [.. attempts] };
                attempts.Clear();
                current = null;
            }

            if (attempt is not null)
            {
                var answered = Answered(places.Placed(attempt, record), problem, reading);
                attempts.Add(Graded(answered, problem, reading.Engine, record, file.Path));
            }

            current = new SampledProblem(problem, attempts, solution is null ? current?.Solution : ToSolution(solution, problem, attempts));
        }

        if (current is not null)
            yield return current with { Attempts = [.. attempts] };
    }

    /// <summary>The run that a line tells of, or null when it is another one.</summary>
    /// <exception cref="HeavySimException">It does not fit; the message names file and line.</exception>
    public static RunRecord? RunOf(SourceRecord record, string path) =>
        record.Fields.Text("record") == OwnRecords.Run
            ? RecordError.Parsed(record.Fields, OwnJson.Readable.RunRecord, record, path, "run")
            : null;

    /// <summary>Who writes down only what a model said has not looked for the answer yet.</summary>
    private static AttemptRecord Answered(AttemptRecord attempt, Problem problem, SampleReading reading)
    {
        if (attempt is not { Answer: null, Outcome: null or "answered", Text: { Length: > 0 } text })
            return attempt;

        reading.NoteText();
        return attempt with { Outcome = null, Answer = AnswerRecord.Of(reading.Engine.Extract(problem, text)) };
    }

    /// <summary>An attempt with its mark: the recorded one, or the engine's where none is recorded.</summary>
    public static RecordedAttempt Graded(AttemptRecord record, Problem problem, IAnswerEngine engine, SourceRecord source, string path)
    {
        var attempt = record.ToAttempt()
            ?? throw SourceError.At(path, source.Line, $"outcome \"{record.Outcome}\" is not known, or has no answer with it");
        // Only an answer is right or wrong, whatever mark stands beside what failed.
        if (record.Grade is { } grade && (attempt.Answer is not null || grade is Grade.Abstained or Grade.Ungraded))
            return new(attempt, grade, record.Checker) { Tests = record.Tests };
        if (attempt.Answer is not { } answer)
            return new(attempt, Grade.Abstained, null);

        var read = engine.Read(problem, answer.Text) is { } found ? found with { Source = answer.Source } : null;
        var key = read is null ? attempt : attempt with { Outcome = new Outcome.Answered(read) };
        return new(key, engine.Grade(problem, read), engine.Version);
    }

    /// <summary>A solution, put together with its problem's attempts.</summary>
    public static RecordedSolution ToSolution(SolutionRecord solution, Problem problem, IReadOnlyList<RecordedAttempt> attempts) =>
        solution.ToSolution(
        problem,
        [.. attempts.Select(static a => a.Attempt)],
        [.. (solution.Findings ?? []).Select(static f => f.ToFinding()).OfType<Finding>()]);

    private static Problem Find(Dictionary<string, Problem> problems, string id, AttemptRecord? attempt, SourceRecord record, string path)
    {
        if (problems.TryGetValue(id, out var known))
            return known;

        return attempt?.Question is { } question
            ? new Problem { Id = id, Question = question, Gold = attempt.Gold }
            : throw SourceError.At(
                path, record.Line, $"problem \"{id}\" is not known: put its own line before it, or a question into this one");
    }
}
