using System.Text.RegularExpressions;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Reads from an endpoint's error whether it refused the tools of a request. There is no common code: llama.cpp answers 500
/// "tools param requires --jinja flag" or "Cannot use tools with stream", Ollama 400 "… does not support tools", vLLM 400
/// "\"auto\" tool choice requires --enable-auto-tool-choice", OpenRouter 404 "No endpoints found that support tool use", strict
/// servers "Unrecognized request argument supplied: tools". All of them name tools, so that is what is looked for.
/// </summary>
internal static partial class ToolRefusals
{
    public static ToolRefusal Read(Exception error)
    {
        if (error is ModelCallException
            {
                Cause: not (FailureCause.Rejected or FailureCause.Server or FailureCause.Malformed or FailureCause.ParameterRefused
                    or FailureCause.NotFound),
            })
            return ToolRefusal.No;

        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException || !NamesTools().IsMatch(cause.Message))
                continue;

            return NamesStreaming().IsMatch(cause.Message) ? ToolRefusal.Streaming : ToolRefusal.Tools;
        }

        return ToolRefusal.No;
    }

    [GeneratedRegex(
        @"\btools?\b|\btool_|\bfunction[ _-]?call|--jinja|\bfunctions\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamesTools();

    [GeneratedRegex(@"\bstream", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamesStreaming();
}
