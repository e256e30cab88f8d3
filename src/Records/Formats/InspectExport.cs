using System.Globalization;
using System.Text.Encodings.Web;
using HeavySim.Records.Store;

namespace HeavySim.Records.Formats;

/// <summary>Writes an inspect log, version 2 JSON: a sample per attempt, its place among the problem's attempts as the epoch.</summary>
internal static class InspectExport
{
    private const string Scorer = "heavysim";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Streams a run.</summary>
    public static async Task WriteAsync(RunReader run, Stream content, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(content, Options);
        writer.WriteStartObject();
        writer.WriteNumber("version", 2);
        writer.WriteString("status", "success");
        WriteHeader(writer, run.Summary);
        writer.WriteStartArray("samples");
        foreach (var problem in run.Problems())
        {
            for (var i = 0; i < problem.Attempts.Count; i++)
                WriteSample(writer, problem, i);
            await writer.FlushAsync(cancellationToken);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter writer, RunSummary run)
    {
        // A simulated run has no date; inspect insists on one.
        var created = (run.Created ?? DateTimeOffset.UnixEpoch).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        writer.WriteStartObject("eval");
        writer.WriteString("run_id", run.Name);
        writer.WriteString("created", created);
        writer.WriteString("task", run.ProblemSet);
        writer.WriteString("task_id", run.Name);
        writer.WriteNumber("task_version", 0);
        writer.WriteStartObject("task_attribs");
        writer.WriteEndObject();
        writer.WriteStartObject("task_args");
        writer.WriteEndObject();
        writer.WriteStartObject("dataset");
        writer.WriteString("name", run.ProblemSet);
        writer.WriteNumber("samples", run.Problems);
        writer.WriteEndObject();
        writer.WriteString(
            "model", run.Settings.Options.GetValueOrDefault("model") ?? (run.Settings.IsSimulated ? "simulated" : "unknown"));
        writer.WriteStartObject("model_args");
        writer.WriteEndObject();
        writer.WriteStartObject("config");
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        writer.WritePropertyName(RoundTripData.Field);
        JsonSerializer.Serialize(writer, RunRecord.Of(run), OwnJson.Readable.RunRecord);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("plan");
        writer.WriteString("name", "plan");
        writer.WriteStartArray("steps");
        writer.WriteEndArray();
        writer.WriteStartObject("config");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("stats");
        writer.WriteString("started_at", created);
        writer.WriteString("completed_at", created);
        writer.WriteStartObject("model_usage");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSample(Utf8JsonWriter writer, RecordedProblem recorded, int index)
    {
        var problem = recorded.Problem;
        var attempt = recorded.Attempts[index].Attempt;
        writer.WriteStartObject();
        writer.WriteString("id", problem.Id);
        writer.WriteNumber("epoch", index + 1);
        writer.WriteString("input", problem.Question);
        if (problem.Choices.Count > 0)
        {
            writer.WriteStartArray("choices");
            foreach (var choice in problem.Choices)
                writer.WriteStringValue(choice);
            writer.WriteEndArray();
        }

        writer.WriteString("target", problem.Gold ?? "");
        writer.WriteStartArray("messages");
        WriteMessage(writer, "user", QuestionText.Of(problem), null);
        WriteMessage(writer, "assistant", attempt.Text ?? "", attempt.Reasoning);
        writer.WriteEndArray();
        WriteOutput(writer, attempt);
        WriteScore(writer, recorded.Attempts[index]);
        writer.WriteStartObject("metadata");
        writer.WritePropertyName(RoundTripData.Field);
        var solution = index == recorded.Attempts.Count - 1 && recorded.Solution is { } solved ? SolutionRecord.Of(solved) : null;
        var extra = new RoundTripData(
            index == 0 ? ProblemRecord.Of(problem) : null, [RoundTripData.WithoutText(recorded.Attempts[index])], solution);
        JsonSerializer.Serialize(writer, extra, OwnJson.Readable.RoundTripData);
        writer.WriteEndObject();
        writer.WriteStartObject("store");
        writer.WriteEndObject();
        writer.WriteStartArray("events");
        writer.WriteEndArray();
        writer.WriteStartObject("model_usage");
        writer.WriteEndObject();
        writer.WriteNumber("total_time", Seconds.Of(attempt.Elapsed));
        if (attempt.Outcome is Outcome.Failed failed)
        {
            writer.WriteStartObject("error");
            writer.WriteString("message", failed.Message);
            writer.WriteString("traceback", "");
            writer.WriteString("traceback_ansi", "");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, Attempt attempt)
    {
        writer.WriteStartObject("output");
        writer.WriteString("model", attempt.Agent.Model);
        writer.WriteStartArray("choices");
        if (attempt.Text is not null || attempt.Reasoning is not null)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("message");
            WriteMessage(writer, "assistant", attempt.Text, attempt.Reasoning);
            writer.WriteString("stop_reason", attempt.IsTruncated ? "max_tokens" : "stop");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (attempt.Usage is { InputTokens: { } input, OutputTokens: { } output })
        {
            writer.WriteStartObject("usage");
            writer.WriteNumber("input_tokens", input);
            writer.WriteNumber("output_tokens", output);
            writer.WriteNumber("total_tokens", input + output);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, string role, string? text, string? reasoning)
    {
        writer.WriteStartObject();
        if (reasoning is null)
        {
            writer.WriteString("content", text);
        }
        else
        {
            writer.WriteStartArray("content");
            writer.WriteStartObject();
            writer.WriteString("type", "reasoning");
            writer.WriteString("reasoning", reasoning);
            writer.WriteEndObject();
            if (text is not null)
            {
                writer.WriteStartObject();
                writer.WriteString("type", "text");
                writer.WriteString("text", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteString("role", role);
        writer.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter writer, RecordedAttempt attempt)
    {
        writer.WriteStartObject("scores");
        if (attempt.Grade != Grade.Ungraded)
        {
            writer.WriteStartObject(Scorer);
            writer.WriteString("value", attempt.Grade switch { Grade.Correct => "C", Grade.Incorrect => "I", _ => "N" });
            writer.WriteString("answer", attempt.Attempt.Answer?.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
