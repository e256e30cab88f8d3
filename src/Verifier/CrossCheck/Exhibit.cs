namespace HeavySim.Verifier;

/// <summary>An answer class as it is shown to a checker: one of its members' texts, drawn by key, shortened in the middle.</summary>
/// <param name="Key">The class's key.</param>
/// <param name="Answer">The answer as written.</param>
/// <param name="Solution">The text that led to it, or null.</param>
internal sealed record Exhibit(string Key, string Answer, string? Solution)
{
    private const string Gap = "\n[...]\n";

    /// <summary>Draws one of the class's members, so that different checkers see different ways to the same answer.</summary>
    public static Exhibit Draw(AnswerClass answerClass, RandomKey key, int maxLength)
    {
        var members = answerClass.Members
            .OrderBy(static m => m.Attempt.Agent.Index)
            .ThenBy(static m => m.Attempt.Sample)
            .ToList();
        var stream = key.With("exhibit").With(answerClass.Key).Open();
        var member = members[stream.NextInt(members.Count)];
        return new Exhibit(answerClass.Key, member.Answer.Text, Shorten(member.Attempt.Text, maxLength));
    }

    /// <summary>Begin and end of a text that is too long: the set-up and the conclusion tell most.</summary>
    internal static string? Shorten(string? text, int maxLength)
    {
        if (text is null || text.Length <= maxLength)
            return text;

        var head = (maxLength - Gap.Length) / 3;
        var tail = maxLength - Gap.Length - head;
        // Half a surrogate pair is not text.
        if (char.IsHighSurrogate(text[head - 1]))
            head--;
        var from = text.Length - tail;
        if (char.IsLowSurrogate(text[from]))
            from++;
        return string.Concat(text.AsSpan(0, head), Gap, text.AsSpan(from));
    }
}
