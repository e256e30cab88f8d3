using System.Globalization;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Formats;

/// <summary>The problems of an lm-eval samples file, by what its rows say of their documents.</summary>
internal sealed class LmEvalProblems(string task, string path)
{
    private readonly Dictionary<string, (string Document, int Samples)> _known = new(StringComparer.Ordinal);

    /// <summary>The problem of a row. A document's own id is kept as long as no other document has it as well.</summary>
    /// <exception cref="HeavySimException">There is no question in the row.</exception>
    public Problem Of(SourceRecord record, JsonElement document)
    {
        var row = record.Fields;
        var place = row.Text("doc_id")?.Trim() is { Length: > 0 } id ? id : record.Index.ToString(CultureInfo.InvariantCulture);
        var problem = ProblemReader.TryRead(
            new RecordFields(document), record with { Fields = document, Key = $"{task}/{place}" }, path, task, shuffleSeed: 0)
            ?? (LmEvalPrompts.First(row) is { } prompt ? new Problem { Id = $"{task}/{place}", Question = prompt } : null)
            ?? throw SourceError.At(path, record.Line, "no question: neither doc nor arguments has one");
        if (_known.TryAdd(problem.Id, (place, 0)) || _known[problem.Id].Document == place)
            return WithGold(problem, row);

        var other = problem with { Id = $"{task}/{place}" };
        _known.TryAdd(other.Id, (place, 0));
        return WithGold(other, row);
    }

    /// <summary>Numbers the samples of a problem: some runners write a row for each repeat. Gives the first of so many numbers.</summary>
    public int Next(Problem problem, int samples)
    {
        var (document, next) = _known[problem.Id];
        _known[problem.Id] = (document, next + samples);
        return next;
    }

    private static Problem WithGold(Problem problem, JsonElement row)
    {
        // Where the document has no choices under a known name, what was offered to the model is in the arguments.
        if (problem.Choices.Count == 0 && LmEvalPrompts.Offered(row) is { Count: > 1 } offered)
            problem = problem with { Choices = offered, Kind = AnswerKind.Choice, Gold = null };
        if (problem.Gold is not null || row.Text("target")?.Trim() is not { Length: > 0 } target || target == "None")
            return problem;

        if (int.TryParse(target, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < problem.Choices.Count)
            return problem with { Gold = QuestionText.Label(index) };
        return PythonList.TryRead(target) is { Count: > 0 } golds
            ? problem with
            {
                Gold = golds[0],
                Metadata = new SortedDictionary<string, string>(
                    problem.Metadata.ToDictionary(StringComparer.Ordinal),
                    StringComparer.Ordinal) { [GoldList.Field] = GoldList.ToJson(golds) },
            }
            : problem with { Gold = WrittenAnswer.AfterHashes(target) ?? target };
    }
}
