using System.Text.Json.Serialization;

namespace HeavySim.Records.Recorded;

/// <summary>Writes an answer as an object of text, key and source; reads that, or a bare text.</summary>
internal sealed class AnswerRecordConverter : JsonConverter<AnswerRecord>
{
    public override AnswerRecord? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        if (value.ValueKind != JsonValueKind.Object)
        {
            var text = FieldText.Of(value).Trim();
            return text.Length == 0 ? null : new(text, text, AnswerSource.Given);
        }

        if (!value.TryGetProperty("text", out var written))
            throw new JsonException("an answer needs a text");
        var key = value.TryGetProperty("key", out var canonical) ? FieldText.Of(canonical) : FieldText.Of(written).Trim();
        var isKnown = value.TryGetProperty("source", out var source) & Enum.TryParse<AnswerSource>(
            FieldText.Of(source), ignoreCase: true, out var found);
        return new(FieldText.Of(written), key, isKnown ? found : AnswerSource.Given);
    }

    public override void Write(Utf8JsonWriter writer, AnswerRecord value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("text", value.Text);
        writer.WriteString("key", value.Key);
        writer.WriteString("source", value.Source.ToString());
        writer.WriteEndObject();
    }
}
