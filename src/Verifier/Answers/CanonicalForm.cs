namespace HeavySim.Verifier.Answers;

/// <summary>From the text of an answer to its key, by the problem's kind.</summary>
internal static class CanonicalForm
{
    /// <summary>The key, or null when the text is blank or declines to answer.</summary>
    public static string? KeyOf(Problem problem, string text) => ProblemForm.Of(problem).Rule.KeyOf(problem, text);

    /// <summary>The key of an answer in words or figures: what it states, without wrapping; null where it is blank or declines.</summary>
    /// <param name="text">The text of the answer.</param>
    /// <param name="keyOf">From the bare answer to its key.</param>
    public static string? Prose(string text, Func<string, string?> keyOf)
    {
        var bare = Wrapping.Off(Stated(text));
        if (bare.Length == 0)
            return string.IsNullOrWhiteSpace(text) ? null : "t:" + text.Trim();

        return Refusal.Is(bare) ? null : keyOf(bare);
    }

    /// <summary>
    /// What a box or "####" in the text states, or the announcement in a long one, as golds come in whole solutions (MATH, GSM8K); else
    /// the text.
    /// </summary>
    public static string Stated(string text)
    {
        const int Solution = 200;
        text = Backslashes.Single(text);
        if (Box.Last(text) is { } boxed)
            return boxed;
        if (Label.Hashes(text) is { } hashed)
            return hashed;

        return text.Length > Solution ? Label.LastFinal(text) ?? text : text;
    }

    /// <summary>Texts are not read as mathematics, but dates, yes and no, and plain numbers keep their one form.</summary>
    public static string TextKey(string bare)
    {
        if (DateForm.KeyOf(bare) is { } date)
            return date;
        if (NumberWords.Read(bare) is not null || bare.AsSpan().IndexOfAnyExcept("0123456789.,-+%") < 0)
            return GenericForm.KeyOf(bare);

        return YesNoForm.KeyOf(bare) ?? TextForm.KeyOf(bare);
    }
}
