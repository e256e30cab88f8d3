namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of yes and no, which true and false are too.</summary>
internal static class YesNoForm
{
    /// <summary>"b:yes" or "b:no" when that is the whole answer; null otherwise.</summary>
    public static string? KeyOf(string bare) => WordKey(TextForm.WordsOf(bare.Length <= 16 ? bare : ""));

    /// <summary>The same for an answer that explains itself: "Yes, because ...", "No. It ...".</summary>
    public static string? LeadingKey(string bare)
    {
        var end = bare.AsSpan().IndexOfAny(" ,.;:!\n-");
        return KeyOf(bare) ?? (end > 0 && end <= 16 ? WordKey(TextForm.WordsOf(bare[..end])) : null) ?? WithinKey(bare);
    }

    /// <summary>The one of the two that a sentence says, where it says only one: "so yes", "The statement is false."</summary>
    private static string? WithinKey(string bare)
    {
        string? said = null;
        var words = TextForm.WordsOf(bare).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (WordKey(words[i]) is not { } key)
                continue;

            // "no" before a word counts things, and "not true" is false.
            if (words[i] == "no" && i + 1 < words.Length)
                continue;
            if (i > 0 && words[i - 1] is "not" or "isnt" or "never")
                key = key == "b:yes" ? "b:no" : "b:yes";
            if (said is not null && said != key)
                return null;
            said = key;
        }

        return said;
    }

    private static string? WordKey(string word) => word switch
    {
        "yes" or "true" => "b:yes",
        "no" or "false" => "b:no",
        _ => null,
    };
}
