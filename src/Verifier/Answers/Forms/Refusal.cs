namespace HeavySim.Verifier.Answers;

/// <summary>Tells an answer from the statement that there is none.</summary>
internal static class Refusal
{
    private static readonly string[] Whole =
        [
            "i dont know", "i do not know", "dont know", "idk", "im not sure", "i am not sure", "not sure", "unsure", "no answer",
            "no final answer",
        ];

    private static readonly string[] Openings =
        ["im sorry", "i am sorry", "sorry i", "i cannot", "i cant", "i am unable", "im unable", "i dont know", "i do not know", "as ai"];

    /// <summary>Whether a text declines to answer. "Cannot be determined" is an answer, and "unknown" is one too.</summary>
    public static bool Is(string bare)
    {
        // A refusal says so at once.
        var words = TextForm.WordsOf(bare.Length > 60 ? bare[..60] : bare);
        return bare.Equals("N/A", StringComparison.OrdinalIgnoreCase) || Array.IndexOf(Whole, words) >= 0
            || Array.Exists(Openings, opening => words.StartsWith(opening, StringComparison.Ordinal));
    }
}
