using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HeavySim.Core;

namespace HeavySim.Experiments;

/// <summary>Reads inspect logs: version 2 JSON, sample by sample, and <c>.eval</c> archives, a file per sample. The epoch is the agent.</summary>
internal static class InspectSamples
{
    /// <summary>Whether a file begins as an inspect log does.</summary>
    public static async Task<bool> IsLogAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (file.FirstCharacter != '{' || file.Extension is ".jsonl" or ".ndjson")
            return false;

        var hasVersion = false;
        await foreach (var member in JsonMembers.ReadAsync(file.Content, file.Path, "samples", cancellationToken))
        {
            hasVersion |= member.Name == "version";
            if (member is { Name: "eval", Value.ValueKind: JsonValueKind.Object })
                return true;
            if (member.Name is not ("version" or "status"))
                return hasVersion && member.Name == "samples";
        }

        return false;
    }

    /// <summary>Streams the samples, each with one attempt.</summary>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(SourceFile file, IAnswerEngine engine, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Problem>(StringComparer.Ordinal);
        var model = "";
        var parts = file.IsZip ? ReadArchiveAsync(file, cancellationToken) : JsonMembers.ReadAsync(file.Content, file.Path, "samples", cancellationToken);
        await foreach (var part in parts)
        {
            if (part.Name == "eval")
                model = part.Value.Text("model") ?? "";
            else if (part.Name == "samples")
                yield return ToSampled(new SourceRecord(part.Line, known.Count, part.Value), file, model, known, engine);
        }
    }

    private static async IAsyncEnumerable<JsonMember> ReadArchiveAsync(SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var archive = OpenArchive(file);
        var entries = archive.Entries;
        if (entries.FirstOrDefault(static e => e.FullName == "header.json") is { } header && (await ParseAsync(header, file, cancellationToken)).Member("eval") is { } eval)
            yield return new JsonMember("eval", eval, 1);

        foreach (var entry in entries)
        {
            if (entry.FullName.StartsWith("samples/", StringComparison.Ordinal) && entry.FullName.EndsWith(".json", StringComparison.Ordinal))
                yield return new JsonMember("samples", await ParseAsync(entry, file, cancellationToken), 1);
        }
    }

    private static ZipArchive OpenArchive(SourceFile file)
    {
        try
        {
            return new ZipArchive(file.Content, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException error)
        {
            throw new HeavySimException($"{file.Path} is damaged or cut short: copy or download the file again", error);
        }
    }

    private static async Task<JsonElement> ParseAsync(ZipArchiveEntry entry, SourceFile file, CancellationToken cancellationToken)
    {
        try
        {
            using var text = new MemoryStream();
            await using (var content = await entry.OpenAsync(cancellationToken))
                await content.CopyToAsync(text, cancellationToken);
            return JsonText.Parse(text.GetBuffer().AsSpan(0, (int)text.Length));
        }
        catch (JsonException error)
        {
            throw new HeavySimException($"{file.Path}: {entry.FullName} in it is not valid JSON", error);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error) || error is NotSupportedException)
        {
            throw new HeavySimException($"{file.Path}: {entry.FullName} in it cannot be unpacked ({error.Message}): convert the log with \"inspect log convert --to json\"", error);
        }
    }

    private static SampledProblem ToSampled(SourceRecord record, SourceFile file, string model, Dictionary<string, Problem> known, IAnswerEngine engine)
    {
        var sample = record.Fields;
        if (sample.ValueKind != JsonValueKind.Object || sample.Text("id") is not { } id)
            throw SourceError.At(file.Path, record.Line, "a sample without id: is this an inspect log?");

        var extra = Extra(sample, record, file.Path);
        if (!known.TryGetValue(id, out var problem))
            known.Add(id, problem = extra?.Problem?.ToProblem() ?? ToProblem(sample, id, record, file.Path));

        var (text, reasoning) = Output(sample);
        if (extra?.Attempts is [var own])
            return new(problem, [OwnSamples.Graded(ForeignExtra.WithText(own, text) with { Reasoning = reasoning }, problem, engine, record, file.Path)]);

        return new(problem, [ToAttempt(sample, problem, model, text, reasoning, engine)]);
    }

    private static ForeignExtra? Extra(JsonElement sample, SourceRecord record, string path)
    {
        try
        {
            return sample.Member("metadata")?.Member(ForeignExtra.Field)?.Deserialize(OwnJson.Readable.ForeignExtra);
        }
        catch (JsonException error)
        {
            throw SourceError.At(path, record.Line, $"not a valid \"{ForeignExtra.Field}\" field: {error.Message}", error);
        }
    }

    private static Problem ToProblem(JsonElement sample, string id, SourceRecord record, string path)
    {
        var input = sample.Member("input") is { } given ? FieldText.OfQuestion(given) : "";
        if (string.IsNullOrWhiteSpace(input))
            throw SourceError.At(path, record.Line, $"sample \"{id}\" has no input");

        var choices = sample.Member("choices") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(FieldText.Of).ToList() : [];
        var targets = sample.Member("target") is { } target
            ? target.ValueKind == JsonValueKind.Array ? target.EnumerateArray().Select(static t => FieldText.Of(t).Trim()).ToList() : [FieldText.Of(target).Trim()]
            : new List<string>();
        targets.RemoveAll(static t => t.Length == 0);
        var problem = new Problem
        {
            Id = id,
            Question = input,
            Gold = targets.FirstOrDefault(),
            Choices = choices,
            Kind = choices.Count > 0 ? AnswerKind.Choice : null,
            Category = sample.Member("metadata")?.Text("category") ?? sample.Member("metadata")?.Text("subject"),
        };

        // Several targets are several acceptable answers.
        return targets.Count < 2
            ? problem
            : problem with { Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["golds"] = JsonSerializer.Serialize(targets, OwnJson.Readable.IReadOnlyListString) } };
    }

    private static RecordedAttempt ToAttempt(JsonElement sample, Problem problem, string model, string? text, string? reasoning, IAnswerEngine engine)
    {
        var score = Score(sample);
        var given = score?.Text("answer")?.Trim();
        var answer = given is { Length: > 0 } ? new Answer(given, given, AnswerSource.Given)
            : score is null && text is not null ? engine.Extract(problem, text)
            : null;
        var usage = sample.Member("output")?.Member("usage");
        var attempt = new Attempt
        {
            ProblemId = problem.Id,
            Agent = new AgentCard((int)Math.Max(0, (sample.Whole("epoch") ?? 1) - 1), sample.Member("output")?.Text("model") is { Length: > 0 } named ? named : model, "inspect", "recorded", null),
            Outcome = sample.Member("error") is { } error ? new Outcome.Failed(FailureCause.Internal, error.Text("message") ?? FieldText.Of(error))
                : answer is not null ? new Outcome.Answered(answer)
                : new Outcome.Abstained("the scorer found no answer"),
            Text = text,
            Reasoning = reasoning,
            Usage = new Usage { Calls = 1, InputTokens = usage?.Whole("input_tokens"), OutputTokens = usage?.Whole("output_tokens") },
            Elapsed = sample.Time("total_time") ?? TimeSpan.Zero,
            IsTruncated = StopReason(sample) is "max_tokens" or "model_length",
        };
        if (attempt.Answer is null)
            return new(attempt, Grade.Abstained, null);

        return score?.Member("value")?.IsRight() is { } right
            ? new(attempt, right ? Grade.Correct : Grade.Incorrect, PanelSamples.RecordedChecker)
            : new(attempt, engine.Grade(problem, engine.Read(problem, attempt.Answer.Text)), engine.Version);
    }

    /// <summary>The first scorer's score; version 1 kept a single one.</summary>
    private static JsonElement? Score(JsonElement sample) => sample.Member("scores") is { ValueKind: JsonValueKind.Object } scores
        ? scores.EnumerateObject().Select(static s => (JsonElement?)s.Value).FirstOrDefault()
        : sample.Member("score");

    private static JsonElement? FirstChoice(JsonElement sample) =>
        sample.Member("output")?.Member("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : null;

    private static string? StopReason(JsonElement sample) => FirstChoice(sample)?.Text("stop_reason");

    private static (string? Text, string? Reasoning) Output(JsonElement sample)
    {
        if (FirstChoice(sample)?.Member("message")?.Member("content") is not { } content)
            return (sample.Member("output")?.Text("completion"), null);
        if (content.ValueKind != JsonValueKind.Array)
            return (FieldText.Of(content), null);

        var reasoning = content.EnumerateArray().Select(static p => p.Text("reasoning")).OfType<string>().ToList();
        return (FieldText.OfContent(content), reasoning.Count > 0 ? string.Join('\n', reasoning) : null);
    }
}
