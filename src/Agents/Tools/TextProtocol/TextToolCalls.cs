using System.Text.RegularExpressions;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Finds tool calls in a model's text, and takes them out of it. Tolerant, as models follow the asked form only roughly: a block
/// fenced as tool_call (also one that is never closed), tool, json or nothing; the tag <c>&lt;tool_call&gt;</c> that some models are
/// trained on; or a reply that is one JSON object. The name may be under tool, name, function or tool_name, the arguments under arguments,
/// args, parameters or input, as an object or as JSON text.
/// </summary>
internal static partial class TextToolCalls
{
    /// <summary>The tag before a call, as Hermes and Qwen write it.</summary>
    public const string Opening = "<tool_call>";

    /// <summary>The tag after it.</summary>
    public const string Closing = "</tool_call>";

    private static readonly string[] NameKeys = ["tool", "name", "tool_name", "function"];
    private static readonly string[] ArgumentKeys = ["arguments", "args", "parameters", "input"];

    /// <summary>The calls, in order, and the text without them.</summary>
    /// <param name="text">The model's whole reply.</param>
    /// <param name="isTool">Tells a tool's name: JSON that names none is left in the text unless its block says that it is a call.</param>
    public static (IReadOnlyList<FunctionCallContent> Calls, string Text) Take(string text, Func<string, bool> isTool)
    {
        var calls = new List<FunctionCallContent>();
        if (text.AsSpan().Trim() is ['{', ..] whole && TryRead(whole.ToString(), isTool, isDeclared: false, calls))
            return (calls, "");

        var rest = new StringBuilder();
        var position = 0;
        foreach (Match block in Block().Matches(text))
        {
            var isDeclared = block.Groups["tag"].Success || block.Groups["language"].ValueSpan is "tool_call" or "tool_calls" or "tool";
            var body = (block.Groups["tag"].Success ? block.Groups["tagged"] : block.Groups["fenced"]).Value;
            if (!TryRead(body, isTool, isDeclared, calls))
                continue;

            rest.Append(text, position, block.Index - position);
            position = block.Index + block.Length;
        }

        return (calls, calls.Count == 0 ? text : rest.Append(text, position, text.Length - position).ToString().TrimEnd());
    }

    /// <summary>
    /// The calls in tags alone, for a reply to which tools were offered natively: the server did not know them for calls. A tag without its
    /// other half is no part of the answer either.
    /// </summary>
    public static (IReadOnlyList<FunctionCallContent> Calls, string Text) TakeTags(string text, Func<string, bool> isTool)
    {
        // A server that knows the opening for a special token may drop it, and leave the rest.
        var closing = text.IndexOf(Closing, StringComparison.Ordinal);
        var opening = text.IndexOf(Opening, StringComparison.Ordinal);
        if (closing > 0 && (opening < 0 || opening > closing) && text.AsSpan(0, closing).IndexOf('{') is >= 0 and var brace)
            text = text.Insert(brace, Opening);

        var calls = new List<FunctionCallContent>();
        var rest = new StringBuilder();
        var position = 0;
        foreach (Match block in Tagged().Matches(text))
        {
            TryRead(block.Groups["tagged"].Value, isTool, isDeclared: true, calls);
            rest.Append(text, position, block.Index - position);
            position = block.Index + block.Length;
        }

        rest.Append(text, position, text.Length - position);
        return (calls, closing < 0 && opening < 0 ? text : rest.Replace(Closing, "").ToString().TrimEnd());
    }

    private static bool TryRead(string body, Func<string, bool> isTool, bool isDeclared, List<FunctionCallContent> calls)
    {
        try
        {
            using var json = JsonDocument.Parse(
                body, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var found = json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray()]
                : new[] { json.RootElement };
            var read = new List<FunctionCallContent>();
            foreach (var one in found)
            {
                if (ReadOne(one, isTool, isDeclared, $"text_{calls.Count + read.Count + 1}") is not { } call)
                    return isDeclared && Complain(body, "it names no tool", calls);

                read.Add(call);
            }

            calls.AddRange(read);
            return read.Count > 0;
        }
        catch (JsonException error)
        {
            return isDeclared && Complain(body, error.Message, calls);
        }
    }

    private static FunctionCallContent? ReadOne(JsonElement call, Func<string, bool> isTool, bool isDeclared, string id)
    {
        if (call.ValueKind != JsonValueKind.Object)
            return null;
        if (call.TryGetProperty("function", out var inner) && inner.ValueKind == JsonValueKind.Object)
            return ReadOne(inner, isTool, isDeclared, id);
        if (Find(call, NameKeys) is not { ValueKind: JsonValueKind.String } named || named.GetString() is not { } name)
            return null;

        var arguments = Find(call, ArgumentKeys);
        return isDeclared || (arguments is not null && isTool(name)) ? Create(id, name, arguments) : null;
    }

    private static FunctionCallContent Create(string id, string name, JsonElement? arguments)
    {
        switch (arguments)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return new FunctionCallContent(id, name, new Dictionary<string, object?>(StringComparer.Ordinal));
            case { ValueKind: JsonValueKind.Object } json:
                return new FunctionCallContent(id, name, ToDictionary(json));
            case { ValueKind: JsonValueKind.String } text:
                return FunctionCallContent.CreateFromParsedArguments(text.GetString()!, id, name, ParseObject);
            case { } other:
                return new FunctionCallContent(id, name)
                {
                    RawRepresentation = other.GetRawText(),
                    Exception = new JsonException("'arguments' is not an object"),
                };
        }
    }

    private static Dictionary<string, object?> ParseObject(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? ToDictionary(json.RootElement)
            : throw new JsonException("'arguments' is not an object");
    }

    private static Dictionary<string, object?> ToDictionary(JsonElement json)
    {
        // Not ToDictionary of Linq: a model may write a key twice, and then the last one counts.
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
            arguments[property.Name] = property.Value.Clone();

        return arguments;
    }

    private static JsonElement? Find(JsonElement json, string[] keys)
    {
        foreach (var key in keys)
        {
            if (json.TryGetProperty(key, out var value))
                return value;
        }

        return null;
    }

    /// <summary>A block that says it is a call and cannot be read is a call with an error, so that the model hears of it.</summary>
    private static bool Complain(string body, string error, List<FunctionCallContent> calls)
    {
        calls.Add(new FunctionCallContent($"text_{calls.Count + 1}", "(unreadable)")
        {
            RawRepresentation = body.Trim(),
            Exception = new JsonException($"the block cannot be read: {error} Write {{\"tool\": \"name\", \"arguments\": {{…}}}}."),
        });
        return true;
    }

    [GeneratedRegex(
        @"```(?<language>[A-Za-z_]*)[ \t]*\n(?<fenced>[\s\S]*?)(?:\n[ \t]*```|\z)"
        + @"|(?<tag><tool_call>)(?<tagged>[\s\S]*?)(?:</tool_call>|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"<tool_call>(?<tagged>[\s\S]*?)(?:</tool_call>|(?=<tool_call>)|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tagged();
}
