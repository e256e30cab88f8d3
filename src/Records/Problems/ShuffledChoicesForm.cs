namespace HeavySim.Records.Problems;

/// <summary>
/// GPQA (Rein et al. 2023, arXiv:2311.12022) keeps its right answer in a column of its own: the choices are shuffled, by a seed and the
/// problem's id, so that the right one is not always the first.
/// </summary>
internal static class ShuffledChoicesForm
{
    /// <summary>Reads a record with "Correct Answer" and "Incorrect Answer 1..", or null when it is none.</summary>
    public static Problem? Read(RecordFields fields, string id, long seed)
    {
        if (!fields.Has("correct_answer") || !fields.Has("incorrect_answer_1") || fields.TakeText(FieldNames.Question) is not { } question)
            return null;

        var texts = new List<string> { fields.TakeText("correct_answer")?.Trim() ?? "" };
        for (var i = 1; fields.TakeText($"incorrect_answer_{i}") is { } wrong; i++)
            texts.Add(wrong.Trim());
        var order = Enumerable.Range(0, texts.Count).ToArray();
        var stream = RandomKey.Of(seed).With("choices").With(id).Open();
        stream.Shuffle(order.AsSpan());
        return new Problem
        {
            Id = id,
            Question = question.Trim(),
            Gold = QuestionText.Label(Array.IndexOf(order, 0)),
            Choices = [.. order.Select(i => texts[i])],
            Kind = AnswerKind.Choice,
        };
    }
}
