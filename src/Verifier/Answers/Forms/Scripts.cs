namespace HeavySim.Verifier.Answers;

/// <summary>Letters that words are made of with spaces between them, and those that stand next to digits and letters without one.</summary>
internal static class Scripts
{
    /// <summary>True for Chinese, Japanese and Korean characters: a numeral or a letter beside one stands alone.</summary>
    public static bool IsEastAsian(char c) =>
        c is (>= '\u2e80' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af')
            or (>= '\uf900' and <= '\ufaff') or (>= '\uff66' and <= '\uff9f');

    /// <summary>True for a letter that a digit beside it belongs to, as in H2O.</summary>
    public static bool IsWordLetter(char c) => char.IsLetter(c) && !IsEastAsian(c);
}
