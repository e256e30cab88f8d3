namespace HeavySim.Records.Formats;

/// <summary>
/// What an lm-eval row sent to the model, in both spellings: <c>[["prompt", {...}]]</c>, and <c>{"gen_args_0": {"arg_0": "prompt"}}</c> as
/// newer versions write it.
/// </summary>
internal static class LmEvalPrompts
{
    /// <summary>The first prompt, or null.</summary>
    public static string? First(JsonElement row) =>
        Requests(row).Select(static r => r.Context).FirstOrDefault(static c => !string.IsNullOrWhiteSpace(c));

    /// <summary>
    /// The continuations that were weighed against each other, or the contexts where all have one continuation (Winogrande); empty for
    /// generated texts.
    /// </summary>
    public static IReadOnlyList<string> Offered(JsonElement row)
    {
        var requests = Requests(row).Where(static r => r.Continuation is not null).ToList();
        if (requests.Count < 2)
            return [];

        var continuations = requests.Select(static r => r.Continuation!.Trim()).ToList();
        return continuations.Distinct(StringComparer.Ordinal).Count() > 1
            ? continuations
            : [.. requests.Select(static r => r.Context.Trim())];
    }

    private static IEnumerable<(string Context, string? Continuation)> Requests(JsonElement row) => row.Member("arguments") switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray()
            .Where(static r => r.ValueKind == JsonValueKind.Array && r.GetArrayLength() > 0)
            .Select(static r => (FieldText.Of(r[0]), r.GetArrayLength() > 1 ? Continuation(r[1]) : null)),
        { ValueKind: JsonValueKind.Object } named => named.EnumerateObject()
            .Select(static r => (r.Value.Text("arg_0") ?? "", r.Value.Member("arg_1") is { } second ? Continuation(second) : null)),
        _ => [],
    };

    /// <summary>A continuation; what is generated freely has settings in its place.</summary>
    private static string? Continuation(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;
}
