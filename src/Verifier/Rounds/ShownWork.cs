using HeavySim.Verifier.Answers;

namespace HeavySim.Verifier;

/// <summary>An earlier attempt as a later round is shown it.</summary>
internal static class ShownWork
{
    /// <summary>The text to show; what is too long loses its middle.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="form">Its whole text, or its conclusion alone.</param>
    /// <param name="maxLength">Most characters, 200 or more.</param>
    public static string Of(Attempt attempt, EarlierForm form, int maxLength) =>
        Exhibit.Shorten(form == EarlierForm.Conclusions ? ConclusionOf(attempt) : attempt.Text ?? AnswerOf(attempt), maxLength) ?? "";

    /// <summary>What stands after the thinking; where all is thought, and where nothing was written, the answer alone.</summary>
    private static string ConclusionOf(Attempt attempt)
    {
        if (string.IsNullOrWhiteSpace(attempt.Text))
            return AnswerOf(attempt);

        var (text, isThought) = Thinking.Off(attempt.Text);
        return isThought ? AnswerOf(attempt) : text.Trim();
    }

    private static string AnswerOf(Attempt attempt) => attempt.Answer is { } answer ? $"Answer: {answer.Text}" : "";
}
