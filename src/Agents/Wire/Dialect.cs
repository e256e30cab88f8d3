using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// What an endpoint has taught us about its requests: which parameters it refuses, and which name it has for the token limit. Immutable;
/// remembered per model, as one endpoint serves models that differ.
/// </summary>
internal sealed partial record Dialect
{
    /// <summary>
    /// What may be left out of a request without changing what is asked, in the order in which an error is searched for it.
    /// </summary>
    private static readonly string[] Droppable =
    [
        "stream_options", "parallel_tool_calls", "response_format", "frequency_penalty", "presence_penalty", "temperature",
        "top_p", "top_k", "seed", "stop", "tool_choice", "reasoning_effort", TokenMarks.Logprobs, Reasoning,

        // Those of the Responses API, the part before the whole.
        "reasoning.summary", "reasoning.effort", "reasoning", "include", "store", "text.format",
    ];

    /// <summary>The field in which some servers give a model's reasoning, and want it back with the tool calls that came of it.</summary>
    public const string Reasoning = "reasoning_content";

    /// <summary>How many candidates of a token are asked for where more were refused: what the strictest known servers give.</summary>
    public const int ModestTop = 5;

    /// <summary>A message of the role system, among what was sent.</summary>
    public const string SystemRole = "system";

    /// <summary>True once the model was found to get no system messages: their words go into the user's message.</summary>
    public bool FoldsSystem { get; init; }

    /// <summary>True once the endpoint refused to show so many candidates of a token.</summary>
    public bool HasModestTop { get; init; }

    /// <summary>True once an answer came without the log-probabilities that were asked for, and none with them.</summary>
    public bool IgnoresLogprobs { get; init; }

    /// <summary>True to limit the output by <c>max_completion_tokens</c>, false by <c>max_tokens</c>.</summary>
    public bool UsesMaxCompletionTokens { get; init; }

    /// <summary>True once one name of the limit was refused: refused under both, it is the value that is wrong.</summary>
    public bool HasExchangedLimit { get; init; }

    /// <summary>False once the endpoint refused to stream a request with tools.</summary>
    public bool StreamsTools { get; init; } = true;

    /// <summary>False once the endpoint refused to stream at all.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>True once the model's reasoning came in <see cref="Reasoning"/>.</summary>
    public bool GivesReasoning { get; init; }

    /// <summary>Parameters the endpoint refused.</summary>
    public FrozenSet<string> Dropped { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True unless the endpoint refused the parameter.</summary>
    public bool Sends(string parameter) => !Dropped.Contains(parameter);

    /// <summary>How many candidates of a token to ask for, where so many are wanted.</summary>
    public int Top(int wanted) => HasModestTop ? Math.Min(wanted, ModestTop) : wanted;

    /// <summary>
    /// What to change after a refusal that blames a parameter we sent, or null when there is nothing to change. Every change takes
    /// something away or is made once, so asking again ends.
    /// </summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="error">What the endpoint said.</param>
    /// <param name="sent">The names of the optional parameters in the refused request.</param>
    public Dialect? After(int status, ErrorBody error, IReadOnlyCollection<string> sent)
    {
        if (status is not (400 or 404 or 415 or 422 or 500 or 501))
            return null;

        if (StreamsTools && sent.Contains("tools") && sent.Contains("stream") && ToolsWithStream().IsMatch(error.Message))
            return this with { StreamsTools = false };

        // A server that fails on bad input says 500, but so does one that merely fails: only a plain refusal counts below.
        if (status >= 500 && !Refusal().IsMatch(error.Message))
            return null;

        if (!FoldsSystem && sent.Contains(SystemRole) && NoSystem().IsMatch(error.Message))
            return this with { FoldsSystem = true };

        var limit = UsesMaxCompletionTokens ? "max_completion_tokens" : "max_tokens";
        if (sent.Contains(limit) && !HasExchangedLimit && Blames(error, limit))
            return this with { UsesMaxCompletionTokens = !UsesMaxCompletionTokens, HasExchangedLimit = true };

        // Fewer candidates first; without any, log-probabilities are of no use here.
        if (sent.Contains(TokenMarks.TopLogprobs) && Blames(error, TokenMarks.TopLogprobs))
            return HasModestTop ? this with { Dropped = With(TokenMarks.Logprobs) } : this with { HasModestTop = true };

        foreach (var parameter in Droppable)
        {
            if (sent.Contains(parameter) && Blames(error, parameter))
                return this with { Dropped = With(parameter) };
        }

        return Streams && sent.Contains("stream") && (error.Parameter == "stream" || NoStreams().IsMatch(error.Message))
            ? this with { Streams = false }
            : null;
    }

    private FrozenSet<string> With(string parameter) => Dropped.Append(parameter).ToFrozenSet(StringComparer.Ordinal);

    private static bool Blames(ErrorBody error, string parameter)
    {
        if (error.Parameter is { } blamed && (parameter != Reasoning || !error.Message.Contains(Reasoning, StringComparison.Ordinal)))
        {
            return blamed == parameter || blamed.StartsWith(parameter + ".", StringComparison.Ordinal)
                || (blamed.Split('.', '[') is var path && (path[0] == parameter || (parameter == Reasoning && path[^1] == parameter)));
        }

        // "stop" and "seed" are ordinary words; they count only when quoted.
        var isWord = !parameter.Contains('_', StringComparison.Ordinal) && parameter != "temperature";
        var index = error.Message.IndexOf(parameter, StringComparison.OrdinalIgnoreCase);
        while (index >= 0)
        {
            var before = index > 0 ? error.Message[index - 1] : ' ';
            var after = index + parameter.Length < error.Message.Length ? error.Message[index + parameter.Length] : ' ';
            if (isWord ? before is '\'' or '"' or '`' && after is '\'' or '"' or '`' : !IsName(before) && !IsName(after))
                return true;

            index = error.Message.IndexOf(parameter, index + 1, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c == '_';

    [GeneratedRegex(
        @"\bstream(?:ing)?\b.{0,30}(?:unsupported|not (?:supported|available|allowed|implemented|enabled))"
        + @"|(?:not support|unsupported).{0,20}\bstream(?:ing)?\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoStreams();

    [GeneratedRegex(
        @"\bsystem (?:role|message|prompt|instruction)s?\b.{0,20}\b(?:not supported|unsupported|not allowed)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoSystem();

    [GeneratedRegex("tools? .{0,40}stream|stream.{0,40} tools?", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ToolsWithStream();

    [GeneratedRegex(
        "unsupported|not supported|unrecognized|unknown|not allowed|not permitted|unexpected|invalid",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refusal();
}
