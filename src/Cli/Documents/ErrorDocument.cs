using System.Text.Json;
using HeavySim.Ensembles.Endpoints;

namespace HeavySim.Cli.Documents;

/// <summary>The JSON document of a command that failed, in the place of its result.</summary>
/// <param name="Error">What went wrong and what to do, as on stderr.</param>
/// <param name="Cause">
/// "bad-usage", "cancelled", or where an endpoint ended all work what it did, as in the failures of a report ("unauthorized", "network",
/// "rate-limited"); null for everything else.
/// </param>
/// <param name="ExitCode">The exit code.</param>
internal sealed record ErrorDocument(string Error, string? Cause, int ExitCode)
{
    /// <summary>The document of a failure.</summary>
    public static ErrorDocument Of(HeavySimException failure, int exitCode)
    {
        var cause = failure is UsageException ? "bad-usage" : null;
        for (Exception? inner = failure; inner is not null && cause is null; inner = inner.InnerException)
        {
            if (inner is EndpointFailedException failed)
                cause = JsonNamingPolicy.KebabCaseLower.ConvertName(failed.Cause.ToString());
        }

        return new ErrorDocument(Terminal.Safe(failure.Message), cause, exitCode);
    }

    /// <summary>The document of a command that was cancelled.</summary>
    public static ErrorDocument OfCancelled(string said) => new(said, "cancelled", Cli.ExitCode.Cancelled);

    /// <summary>The document of a line that cannot be read.</summary>
    public static ErrorDocument OfLine(string fault) => new(fault, "bad-usage", Cli.ExitCode.BadUsage);

    public void Write(TextWriter writer) => writer.WriteLine(JsonSerializer.Serialize(this, DocumentJson.Default.ErrorDocument));
}
