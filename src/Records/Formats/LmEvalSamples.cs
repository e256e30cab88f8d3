using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace HeavySim.Records.Formats;

/// <summary>
/// Reads lm-evaluation-harness <c>samples_{task}_{date}.jsonl</c>: one line per document and filter. Of several filters the one asked for
/// counts, else the first in the file. Generated texts are samples; of log-likelihoods the largest is the answer.
/// </summary>
internal static partial class LmEvalSamples
{
    private const string Invalid = "[invalid]";

    /// <summary>Measures of how likely a text is: nothing was answered.</summary>
    private static readonly string[] Perplexities = ["word_perplexity", "byte_perplexity", "bits_per_byte", "perplexity"];

    private static readonly string[] Metrics = ["exact_match", "math_verify", "acc", "acc_norm", "pass@1", "pass_at_1", "em", "f1"];

    /// <summary>Streams the documents.</summary>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(
        SourceFile file, SampleReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var task = TaskName().Match(file.Stem) is { Success: true } match ? match.Groups["task"].Value : file.Stem;
        var problems = new LmEvalProblems(task, file.Path);
        string? filter = null;
        await foreach (var record in RecordFile.ReadAsync(file, cancellationToken))
        {
            var row = record.Fields;
            var filtered = row.Text("filter") ?? "none";
            reading.Filters.See(filtered);
            if (reading.Filters.IsWanted(filtered))
                filter ??= filtered;
            if (row.Member("resps") is not { ValueKind: JsonValueKind.Array } responses
                || row.Member("doc") is not { ValueKind: JsonValueKind.Object } document)
                throw SourceError.At(file.Path, record.Line, "not an lm-eval sample: doc and resps are needed");
            if (filtered != filter)
                continue;

            reading.Filters.Take(filter);
            var texts = Strings(responses);
            if (RoundTripData.Of(row, record, file.Path) is { Problem: { } own } extra)
            {
                var kept = own.ToProblem();
                var attempts = extra.Attempts
                    .Select((a, i) => RoundTripData.WithText(a, texts.ElementAtOrDefault(i)))
                    .Select(a => OwnSamples.Graded(a, kept, reading.Engine, record, file.Path))
                    .ToList();
                yield return new SampledProblem(
                    kept, attempts, extra.Solution is { } solution ? OwnSamples.ToSolution(solution, kept, attempts) : null);
                continue;
            }

            if (Array.Exists(Perplexities, name => row.Member(name) is not null))
                throw SourceError.At(
                    file.Path, record.Line, "this task measures how likely texts are (perplexity): it has no answers to import");
            var problem = problems.Of(record, document);
            var first = problems.Next(problem, Math.Max(1, texts.Count));
            yield return new SampledProblem(
                problem,
                texts.Count > 0
                    ? FromTexts(problem, row, texts, first, reading)
                    : [FromLikelihoods(problem, row, responses, first, reading)]);
        }
    }

    /// <summary>The settings that an exported file's first line says its run had, or null.</summary>
    public static RunRecord? RunOf(SourceRecord record, string path) => RoundTripData.Of(record.Fields, record, path)?.Run;

    private static List<RecordedAttempt> FromTexts(Problem problem, JsonElement row, List<string?> texts, int first, SampleReading reading)
    {
        var engine = reading.Engine;
        // One figure for several responses marks none of them.
        var rates = texts.Count > 1 ? LmEvalPassRates.Of(row, texts.Count) : null;
        if (rates?.Share is { } share)
            reading.NoteShare(share);
        var checker = rates?.Passed is { } passed ? PassedShare.Checker(passed, texts.Count) : null;
        var filtered = row.Member("filtered_resps") is { } list ? Strings(list) : [];
        var attempts = new List<RecordedAttempt>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            // What came of no response is no answer, whatever a filter or a metric made of it.
            if (texts[i] is not { } text)
            {
                attempts.Add(Unheard(problem, first + i, reading) with { Checker = checker });
                continue;
            }

            // A filter that votes leaves one answer for all samples: then each sample's own is read from its text.
            var isOwn = filtered.Count == texts.Count;
            var given = isOwn ? filtered[i]?.Trim() : null;
            var answer = !isOwn ? engine.Extract(problem, text)
                : given is { Length: > 0 } && given != Invalid ? GivenAnswer.Of(given, text, problem, engine)
                : null;
            var right = isOwn ? Score(row, i, texts.Count) : null;
            var grade = answer is null ? Grade.Abstained
                : right is { } known ? known ? Grade.Correct : Grade.Incorrect
                : engine.Grade(problem, engine.Read(problem, answer.Text));
            var isMarked = grade is Grade.Correct or Grade.Incorrect;
            attempts.Add(new(
                Attempt(problem, first + i, answer, text),
                grade,
                right is not null ? PanelSamples.RecordedChecker : isMarked || checker is null ? engine.Version : checker));
        }

        return attempts;
    }

    private static RecordedAttempt FromLikelihoods(
        Problem problem, JsonElement row, JsonElement responses, int index, SampleReading reading)
    {
        // A filter may leave something where the model said nothing.
        if (!responses.EnumerateArray().Any(static r => Likelihood(r) is not null))
            return Unheard(problem, index, reading);

        var best = -1;
        var highest = double.NegativeInfinity;
        var pairs = row.Member("filtered_resps") is { ValueKind: JsonValueKind.Array } filtered ? filtered : responses;
        for (var i = 0; i < pairs.GetArrayLength(); i++)
        {
            if (Likelihood(pairs[i]) is { } value && value > highest)
                (best, highest) = (i, value);
        }

        if (best < 0)
            return Unheard(problem, index, reading);

        var grade = Score(row, 0, 1) switch { true => Grade.Correct, false => Grade.Incorrect, _ => Grade.Ungraded };
        return new(Attempt(problem, index, GivenAnswer.Of(QuestionText.Label(best)), null), grade, PanelSamples.RecordedChecker);
    }

    /// <summary>A sample for which the model was not heard: the list of responses is empty, or has null in the place of one.</summary>
    private static RecordedAttempt Unheard(Problem problem, int index, SampleReading reading)
    {
        reading.NoteError();
        var attempt = Attempt(problem, index, null, null) with
        {
            Outcome = new Outcome.Failed(FailureCause.Malformed, "no response was recorded"),
        };
        return new(attempt, Grade.Abstained, null);
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
        foreach (var metric in named.OfType<string>().Concat(Metrics))
        {
            // "bypass" is written where answers were only recorded, with a score that means nothing.
            if (metric == "bypass" || row.Member(metric) is not { } value)
                continue;
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == count && value[index].IsRight() is { } own)
                return own;
            if (value.ValueKind != JsonValueKind.Array && count == 1 && value.IsRight() is { } single)
                return single;
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

    /// <summary>
    /// All texts of nested lists, null in the place of one that is missing; none when the lists hold log-likelihoods.
    /// </summary>
    private static List<string?> Strings(JsonElement json)
    {
        var found = new List<string?>();
        Collect(json, found);
        return found;

        static void Collect(JsonElement json, List<string?> found)
        {
            if (json.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                found.Add(json.GetString());
            if (json.ValueKind != JsonValueKind.Array || IsLikelihood(json))
                return;
            foreach (var entry in json.EnumerateArray())
                Collect(entry, found);
        }
    }

    /// <summary>A value, null where it was NaN, and whether it is what the model would have said.</summary>
    private static bool IsLikelihood(JsonElement pair) =>
        pair.GetArrayLength() == 2 && pair[1].ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => true,
            JsonValueKind.String => pair[1].ValueEquals("True") || pair[1].ValueEquals("False"),
            _ => false,
        }
        && (pair[0].ValueKind == JsonValueKind.Null
            || double.TryParse(FieldText.Of(pair[0]), System.Globalization.CultureInfo.InvariantCulture, out _));

    [
        GeneratedRegex(
            @"^samples_(?<task>.+?)_\d{4}-\d{2}-\d{2}T",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex TaskName();
}
