using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using HeavySim.Records.Store;

namespace HeavySim.Records.Formats;

/// <summary>Writes lm-evaluation-harness samples: a line per problem, its attempts as repeats.</summary>
internal static class LmEvalExport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Streams a run.</summary>
    public static async Task WriteAsync(RunReader run, Stream content, CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>();
        var settings = RunRecord.Of(run.Summary);
        foreach (var problem in run.Problems())
        {
            await using (var writer = new Utf8JsonWriter(line, Options))
                Write(writer, problem, settings);
            settings = null;
            line.Write("\n"u8);
            await content.WriteAsync(line.WrittenMemory, cancellationToken);
            line.ResetWrittenCount();
        }
    }

    private static void Write(Utf8JsonWriter writer, RecordedProblem recorded, RunRecord? settings)
    {
        var problem = recorded.Problem;
        var question = QuestionText.Of(problem);
        writer.WriteStartObject();
        writer.WriteNumber("doc_id", recorded.Ordinal);
        writer.WriteStartObject("doc");
        writer.WriteString("id", problem.Id);
        writer.WriteString("question", problem.Question);
        if (problem.Choices.Count > 0)
            WriteStrings(writer, "choices", problem.Choices);
        writer.WriteString("answer", problem.Gold);
        writer.WriteEndObject();
        writer.WriteString("target", problem.Gold ?? "");
        writer.WriteStartObject("arguments");
        writer.WriteStartObject("gen_args_0");
        writer.WriteString("arg_0", question);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("resps");
        writer.WriteStartArray();
        foreach (var attempt in recorded.Attempts)
            writer.WriteStringValue(attempt.Attempt.Text ?? "");
        writer.WriteEndArray();
        writer.WriteEndArray();
        WriteStrings(writer, "filtered_resps", recorded.Attempts.Select(static a => a.Attempt.Answer?.Text ?? "[invalid]"));
        writer.WriteString("filter", "none");
        WriteStrings(writer, "metrics", ["exact_match"]);
        WriteScore(writer, recorded.Attempts);
        writer.WriteString("doc_hash", Hash(problem.Id + question));
        writer.WriteString("prompt_hash", Hash(question));
        writer.WriteString("target_hash", Hash(problem.Gold ?? ""));
        writer.WritePropertyName(RoundTripData.Field);
        var solution = recorded.Solution is { } solved ? SolutionRecord.Of(solved) : null;
        JsonSerializer.Serialize(
            writer,
            new RoundTripData(ProblemRecord.Of(problem), [.. recorded.Attempts.Select(WithKeptText)], solution, settings),
            OwnJson.Readable.RoundTripData);
        writer.WriteEndObject();
    }

    /// <summary>A missing text stands as an empty one among the responses; the reasoning has no other place.</summary>
    private static AttemptRecord WithKeptText(RecordedAttempt attempt) =>
        RoundTripData.WithoutText(attempt) with { Reasoning = attempt.Attempt.Reasoning };

    private static void WriteScore(Utf8JsonWriter writer, IReadOnlyList<RecordedAttempt> attempts)
    {
        if (attempts is [var only])
        {
            writer.WriteNumber("exact_match", only.Grade == Grade.Correct ? 1.0 : 0.0);
            return;
        }

        writer.WriteStartArray("exact_match");
        foreach (var attempt in attempts)
            writer.WriteNumberValue(attempt.Grade == Grade.Correct ? 1.0 : 0.0);
        writer.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
