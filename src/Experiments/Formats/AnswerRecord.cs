using HeavySim.Core;

namespace HeavySim.Experiments;

/// <summary>An answer as JSON.</summary>
internal sealed record AnswerRecord(string Text, string Key, AnswerSource Source)
{
    public static AnswerRecord? Of(Answer? answer) => answer is null ? null : new(answer.Text, answer.Key, answer.Source);

    public static Answer? ToAnswer(AnswerRecord? record) => record is null ? null : new(record.Text, record.Key, record.Source);
}
