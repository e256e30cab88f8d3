using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace HeavySim.Records.Problems;

/// <summary>
/// A gold that is written as a list. Texts in it are answers that are each right, as graders of the wild read them; the first is shown
/// as the gold. A list of numbers is one answer: a set of solutions, a point.
/// </summary>
internal static class GoldList
{
    /// <summary>The metadata field in which the answer engine finds every right answer, as a JSON array.</summary>
    public const string Field = "golds";

    /// <summary>Takes the right answers out of a gold, or gives null when it is no list of texts.</summary>
    public static IReadOnlyList<string>? Of(JsonElement gold)
    {
        // SQuAD keeps the places of its answers beside them: {"text": [...], "answer_start": [...]}.
        if (gold.Member("text") is { ValueKind: JsonValueKind.Array } texts)
            gold = texts;
        if (gold.ValueKind != JsonValueKind.Array || !gold.EnumerateArray().Any(static g => g.ValueKind == JsonValueKind.String)
            || gold.EnumerateArray().Any(static g => g.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
        {
            return null;
        }

        var golds = gold.EnumerateArray()
            .Select(static g => FieldText.Of(g).Trim())
            .Where(static g => g.Length > 0)
            .Distinct(StringComparer.Ordinal);
        return [.. golds];
    }

    /// <summary>The right answers as the metadata has them.</summary>
    public static string ToJson(IReadOnlyList<string> golds) =>
        new JsonArray([.. golds.Select(static g => JsonValue.Create(g))]).ToJsonString(Readable);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
