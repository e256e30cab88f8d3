using System.Text.Json.Serialization;

namespace HeavySim.Records.Recorded;

/// <summary>An answer as JSON: text, canonical key and source; a bare string is read as an answer that is its own key.</summary>
[JsonConverter(typeof(AnswerRecordConverter))]
internal sealed record AnswerRecord(string Text, string Key, AnswerSource Source)
{
    public static AnswerRecord? Of(Answer? answer) => answer is null ? null : new(answer.Text, answer.Key, answer.Source);

    public static Answer? ToAnswer(AnswerRecord? record) => record is null ? null : new(record.Text, record.Key, record.Source);
}
