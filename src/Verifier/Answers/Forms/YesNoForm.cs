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
        return KeyOf(bare) ?? (end > 0 && end <= 16 ? WordKey(TextForm.WordsOf(bare[..end])) : null);
    }

    private static string? WordKey(string word) => word switch
    {
        "yes" or "true" => "b:yes",
        "no" or "false" => "b:no",
        _ => null,
    };
}
