using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using HeavySim.Core;

namespace HeavySim.Experiments;

/// <summary>
/// Reads lm-evaluation-harness <c>samples_{task}_{date}.jsonl</c>: one line per document and filter. Of several filters the first in the
/// file counts. Generated texts are samples; of log-likelihoods the largest is the answer.
/// </summary>
internal static partial class LmEvalSamples
{
    private const string Invalid = "[invalid]";

    private static readonly string[] Metrics = ["exact_match", "math_verify", "acc", "acc_norm", "pass@1", "pass_at_1", "em", "f1"];

    /// <summary>Streams the documents.</summary>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(SourceFile file, IAnswerEngine engine, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var task = TaskName().Match(file.Stem) is { Success: true } match ? match.Groups["task"].Value : file.Stem;
        string? filter = null;
        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
        {
            var row = record.Fields;
            filter ??= row.Text("filter") ?? "none";
            if (row.Member("resps") is not { ValueKind: JsonValueKind.Array } responses || row.Member("doc") is not { ValueKind: JsonValueKind.Object } document)
                throw SourceError.At(file.Path, record.Line, "not an lm-eval sample: doc and resps are needed");
            if ((row.Text("filter") ?? "none") != filter)
                continue;

            var texts = Strings(responses);
            if (Extra(row, record, file.Path) is { Problem: { } own } extra)
            {
                var kept = own.ToProblem();
                yield return new SampledProblem(kept, [.. extra.Attempts.Select((a, i) => OwnSamples.Graded(ForeignExtra.WithText(a, texts.ElementAtOrDefault(i)), kept, engine, record, file.Path))]);
                continue;
            }

            var problem = ToProblem(row, document, record, file.Path, task);
            yield return new SampledProblem(problem, texts.Count > 0 ? FromTexts(problem, row, texts, engine) : [FromLikelihoods(problem, row, responses)]);
        }
    }

    private static ForeignExtra? Extra(JsonElement row, SourceRecord record, string path)
    {
        try
        {
            return row.Member(ForeignExtra.Field)?.Deserialize(OwnJson.Readable.ForeignExtra);
        }
        catch (JsonException error)
        {
            throw SourceError.At(path, record.Line, $"not a valid \"{ForeignExtra.Field}\" field: {error.Message}", error);
        }
    }

    private static Problem ToProblem(JsonElement row, JsonElement document, SourceRecord record, string path, string task)
    {
        var place = record with { Index = (int)(row.Whole("doc_id") ?? record.Index), Fields = document };
        var problem = ProblemReader.TryRead(new RecordFields(document), place, path, task, shuffleSeed: 0)
            ?? (Prompt(row) is { } prompt ? new Problem { Id = $"{task}/{place.Index}", Question = prompt } : null)
            ?? throw SourceError.At(path, record.Line, "no question: neither doc nor arguments has one");
        if (problem.Gold is not null || row.Text("target")?.Trim() is not { Length: > 0 } target)
            return problem;

        var isIndex = int.TryParse(target, out var index) && index >= 0 && index < problem.Choices.Count;
        return problem with { Gold = isIndex ? QuestionText.Label(index) : WrittenAnswer.AfterHashes(target) ?? target };
    }

    /// <summary>The prompt: [["prompt", {...}]], or {"gen_args_0": {"arg_0": "prompt"}} as newer versions write it.</summary>
    private static string? Prompt(JsonElement row) => row.Member("arguments") switch
    {
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Array && list[0].GetArrayLength() > 0 => FieldText.Of(list[0][0]),
        { ValueKind: JsonValueKind.Object } named => named.Member("gen_args_0")?.Text("arg_0"),
        _ => null,
    };

    private static List<RecordedAttempt> FromTexts(Problem problem, JsonElement row, List<string> texts, IAnswerEngine engine)
    {
        var filtered = row.Member("filtered_resps") is { } list ? Strings(list) : [];
        var attempts = new List<RecordedAttempt>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            // A filter that votes leaves one answer for all samples: then each sample's own is read from its text.
            var isOwn = filtered.Count == texts.Count;
            var given = isOwn ? filtered[i].Trim() : null;
            var answer = !isOwn ? engine.Extract(problem, texts[i]) : given is { Length: > 0 } && given != Invalid ? new Answer(given, given, AnswerSource.Given) : null;
            var right = isOwn ? Score(row, i, texts.Count) : null;
            var grade = answer is null ? Grade.Abstained : right is { } known ? known ? Grade.Correct : Grade.Incorrect : engine.Grade(problem, engine.Read(problem, answer.Text));
            attempts.Add(new(Attempt(problem, i, answer, texts[i]), grade, right is null ? engine.Version : PanelSamples.RecordedChecker));
        }

        return attempts;
    }

    private static RecordedAttempt FromLikelihoods(Problem problem, JsonElement row, JsonElement responses)
    {
        var best = -1;
        var highest = double.NegativeInfinity;
        var pairs = row.Member("filtered_resps") is { ValueKind: JsonValueKind.Array } filtered ? filtered : responses;
        for (var i = 0; i < pairs.GetArrayLength(); i++)
        {
            if (Likelihood(pairs[i]) is { } value && value > highest)
                (best, highest) = (i, value);
        }

        var answer = best < 0 ? null : new Answer(QuestionText.Label(best), QuestionText.Label(best), AnswerSource.Given);
        var grade = answer is null ? Grade.Abstained : Score(row, 0, 1) switch { true => Grade.Correct, false => Grade.Incorrect, _ => Grade.Ungraded };
        return new(Attempt(problem, 0, answer, null), grade, PanelSamples.RecordedChecker);
    }

    private static Attempt Attempt(Problem problem, int index, Answer? answer, string? text) => new()
    {
        ProblemId = problem.Id,
        Agent = new AgentCard(index, "", "lm-eval", "recorded", null),
        Outcome = answer is null ? new Outcome.Abstained("no answer was found by the filter") : new Outcome.Answered(answer),
        Text = text,
        Usage = new Usage { Calls = 1 },
    };

    private static bool? Score(JsonElement row, int index, int count)
    {
        var named = row.Member("metrics") is { ValueKind: JsonValueKind.Array } list ? Strings(list) : [];
        foreach (var metric in named.Concat(Metrics))
        {
            if (row.Member(metric) is not { } value)
                continue;
            if (value.ValueKind == JsonValueKind.Array)
                return value.GetArrayLength() == count ? value[index].IsRight() : null;
            return count == 1 ? value.IsRight() : null;
        }

        return null;
    }

    /// <summary>A log-likelihood: [value, greedy], however deep, numbers or their texts.</summary>
    private static double? Likelihood(JsonElement pair)
    {
        while (pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() > 0)
            pair = pair[0];

        return double.TryParse(FieldText.Of(pair), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>All texts of nested lists; none when the lists hold log-likelihoods.</summary>
    private static List<string> Strings(JsonElement json)
    {
        var found = new List<string>();
        Collect(json, found);
        return found;

        static void Collect(JsonElement json, List<string> found)
        {
            if (json.ValueKind == JsonValueKind.String)
                found.Add(json.GetString() ?? "");
            if (json.ValueKind != JsonValueKind.Array || IsLikelihood(json))
                return;
            foreach (var entry in json.EnumerateArray())
                Collect(entry, found);
        }
    }

    private static bool IsLikelihood(JsonElement pair) =>
        pair.GetArrayLength() == 2 && pair[1].ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => true,
            JsonValueKind.String => pair[1].ValueEquals("True") || pair[1].ValueEquals("False"),
            _ => false,
        }
        && double.TryParse(FieldText.Of(pair[0]), System.Globalization.CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^samples_(?<task>.+?)_\d{4}-\d{2}-\d{2}T", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskName();
}
