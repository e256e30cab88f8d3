using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeavySim.Ensembles;

/// <summary>Reads rounds as they are written: a plan as a text, and how often agents compare notes as a number or a text.</summary>
internal sealed class RoundsText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt32(out var rounds) => rounds.ToString(CultureInfo.InvariantCulture),
        _ => throw new JsonException("rounds are a plan or a number"),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>How often agents compare notes, or null for a plan.</summary>
    public static int? NotesOf(string rounds) =>
        int.TryParse(rounds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var notes) ? notes : null;
}
