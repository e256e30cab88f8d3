using System.Runtime.CompilerServices;
using System.Text.Unicode;
using HeavySim.Records.Problems;
using SharpCompress.Archives.Zip;

namespace HeavySim.Records.Formats;

/// <summary>
/// Reads inspect logs: version 2 JSON, sample by sample, and <c>.eval</c> archives, a file per sample. The epoch is the agent.
/// </summary>
internal static class InspectSamples
{
    /// <summary>Whether a file begins as an inspect log does.</summary>
    public static async Task<bool> IsLogAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (file.IsZip)
            return true;
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

    /// <summary>The settings that an exported log says its run had, or null.</summary>
    public static async Task<RunRecord?> RunOfAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (file.IsZip)
            return null;

        await foreach (var member in JsonMembers.ReadAsync(file.Content, file.Path, "samples", cancellationToken))
        {
            if (member.Name == "eval")
                return member.Value.Member("metadata")?.Member(RoundTripData.Field) is { } own
                    ? RecordError.Parsed(own, OwnJson.Readable.RunRecord, new SourceRecord(member.Line, 0, own), file.Path, "run")
                    : null;
            if (member.Name == "samples")
                return null;
        }

        return null;
    }

    /// <summary>Streams the samples, each with one attempt.</summary>
    public static async IAsyncEnumerable<SampledProblem> ReadAsync(
        SourceFile file, SampleReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, (Problem Problem, int Samples)>(StringComparer.Ordinal);
        var exported = new ExportedSolutions();
        var (model, status, count) = ("", "unknown", 0);
        var parts = file.IsZip
            ? ReadArchive(file, reading, cancellationToken).ToAsyncEnumerable()
            : JsonMembers.ReadAsync(file.Content, file.Path, "samples", cancellationToken);
        await foreach (var part in parts)
        {
            if (part.Name == "eval")
                model = part.Value.Text("model") ?? "";
            else if (part.Name == "status")
                status = FieldText.Of(part.Value);
            else if (part.Name == "samples"
                && ToSampled(new SourceRecord(part.Line, count++, part.Value), file, model, known, exported, reading) is { } sampled)
                yield return sampled;
        }

        if (count == 0)
            throw new HeavySimException($"{file.Path} holds no samples: the log's status is \"{status}\"");
    }

    private static IEnumerable<JsonMember> ReadArchive(SourceFile file, SampleReading reading, CancellationToken cancellationToken)
    {
        using var archive = OpenArchive(file);
        var members = archive.Members;
        reading.ReplacedMembers = archive.Replaced.Count(IsSample);
        // A log that was not finished has no header yet, only the beginning of its journal.
        if ((members.GetValueOrDefault("header.json") ?? members.GetValueOrDefault("_journal/start.json")) is { } header)
        {
            var fields = Parse(header, file);
            foreach (var name in new[] { "eval", "status" })
            {
                if (fields.Member(name) is { } value)
                    yield return new JsonMember(name, value, 1);
            }
        }

        foreach (var (name, member) in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsSample(name))
                yield return new JsonMember("samples", Parse(member, file), 1);
        }
    }

    private static bool IsSample(string name) =>
        name.StartsWith("samples/", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal);

    private static ZipSource OpenArchive(SourceFile file)
    {
        try
        {
            return ZipSource.Open(file.Content);
        }
        catch (InvalidDataException error)
        {
            throw new HeavySimException($"{file.Path} is damaged or cut short: copy or download the file again", error);
        }
    }

    private static JsonElement Parse(ZipArchiveEntry member, SourceFile file)
    {
        try
        {
            var text = ZipSource.Read(member);
            return Utf8.IsValid(text)
                ? JsonText.Parse(text)
                : throw new HeavySimException($"{file.Path}: {member.Key} in it is not valid UTF-8");
        }
        catch (JsonException error)
        {
            throw new HeavySimException($"{file.Path}: {member.Key} in it is not valid JSON", error);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error) || error is NotSupportedException)
        {
            throw new HeavySimException(
                $"{file.Path}: {member.Key} in it cannot be unpacked ({error.Message}): convert the log with \"inspect log convert --to "
                    + $"json\"",
                error);
        }
    }

    /// <summary>A sample, or null when a later one counts in its place.</summary>
    private static SampledProblem? ToSampled(
        SourceRecord record, SourceFile file, string model,
        Dictionary<string, (Problem Problem, int Samples)> known,
        ExportedSolutions exported, SampleReading reading)
    {
        var sample = record.Fields;
        if (sample.ValueKind != JsonValueKind.Object || sample.Text("id") is not { } id)
            throw SourceError.At(file.Path, record.Line, $"sample {record.Index + 1} has no id: is this an inspect log?");

        var messages = new InspectMessages(sample);
        var extra = sample.Member("metadata") is { } metadata ? RoundTripData.Of(metadata, record, file.Path) : null;
        var (problem, seen) = known.TryGetValue(id, out var before)
            ? before
            : (extra?.Problem?.ToProblem() ?? ToProblem(sample, id, messages.Input, record, file.Path), 0);
        known[id] = (problem, seen + 1);
        if (sample.Whole("epoch") is { } epoch)
            reading.Repeated.See(problem.Id, epoch, record.Index);
        if (reading.Repeated.IsSuperseded(record.Index))
            return null;

        var (text, reasoning) = messages.Output();
        if (extra?.Attempts is [var own])
        {
            var attempt = OwnSamples.Graded(
                RoundTripData.WithText(own, text) with { Reasoning = reasoning }, problem, reading.Engine, record, file.Path);
            return new(problem, [attempt], exported.Add(problem, attempt, extra.Solution));
        }

        return new(problem, [ToAttempt(sample, problem, seen, model, messages, reading)]);
    }

    private static Problem ToProblem(JsonElement sample, string id, string input, SourceRecord record, string path)
    {
        if (string.IsNullOrWhiteSpace(input))
            throw SourceError.At(path, record.Line, $"sample \"{id}\" has no input");

        var choices = sample.Member("choices") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(FieldText.Of).ToList()
            : [];
        var targets = sample.Member("target") is { } target
            ? target.ValueKind == JsonValueKind.Array
                ? target.EnumerateArray().Select(static t => FieldText.Of(t).Trim()).ToList()
                : [FieldText.Of(target).Trim()]
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
            : problem with
            {
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [GoldList.Field] = GoldList.ToJson(targets),
                },
            };
    }

    private static RecordedAttempt ToAttempt(
        JsonElement sample, Problem problem, int place, string model, InspectMessages messages, SampleReading reading)
    {
        var engine = reading.Engine;
        var (text, reasoning) = messages.Output();
        var score = InspectScore.Of(sample, reading.Scorers);
        var answer = score is not null ? score.AnswerIn(text, problem, engine) : text is not null ? engine.Extract(problem, text) : null;
        var attempt = new Attempt
        {
            ProblemId = problem.Id,
            Agent = new AgentCard(
                (int)Math.Clamp(sample.Whole("epoch") - 1 ?? place, 0, int.MaxValue),
                sample.Member("output")?.Text("model") is { Length: > 0 } named ? named : model,
                "inspect", "recorded", null),
            Outcome = sample.Member("error") is { } error ? new Outcome.Failed(
                FailureCause.Internal, error.Text("message") ?? FieldText.Of(error))
                : answer is not null ? new Outcome.Answered(answer)
                : new Outcome.Abstained("the scorer found no answer"),
            Text = text,
            Reasoning = reasoning,
            Usage = UsageOf(sample, model, messages.Turns),
            Elapsed = sample.Time("total_time") ?? TimeSpan.Zero,
            IsTruncated = messages.IsTruncated,
        };
        if (attempt.Outcome is Outcome.Failed)
            reading.NoteError();
        if (attempt.Answer is null)
            return new(attempt, Grade.Abstained, null);

        return score?.IsRight is { } right
            ? new(attempt, right ? Grade.Correct : Grade.Incorrect, PanelSamples.RecordedChecker)
            : new(attempt, engine.Grade(problem, engine.Read(problem, attempt.Answer.Text)), engine.Version);
    }

    /// <summary>
    /// The output tells what the last call took. Of an agent that called its model several times the sum counts, which the sample keeps by
    /// model (a grader of the same model is in it).
    /// </summary>
    private static Usage UsageOf(JsonElement sample, string model, int turns)
    {
        var last = sample.Member("output")?.Member("usage");
        var usage = turns > 1 && sample.Member("model_usage")?.Member(model) is { } sum ? sum : last;
        var cached = (usage?.Whole("input_tokens_cache_read") ?? 0) + (usage?.Whole("input_tokens_cache_write") ?? 0);
        return new Usage
        {
            Calls = turns,
            InputTokens = usage?.Whole("input_tokens") + cached,
            OutputTokens = usage?.Whole("output_tokens"),
            Cost = usage?.Member("total_cost") is { ValueKind: JsonValueKind.Number } cost && cost.TryGetDecimal(out var dollars)
                ? dollars
                : null,
        };
    }
}
