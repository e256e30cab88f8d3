namespace HeavySim.Verifier.Answers;

/// <summary>The canonical form of values of a programming language, as CRUXEval asks for them (Gu et al. 2024, arXiv:2401.03065).</summary>
internal static class LiteralForm
{
    /// <summary>
    /// "v:" and the literal's canonical form; a text that is no literal is the string it prints as. Null when blank.
    /// </summary>
    public static string? KeyOf(string text)
    {
        var bare = Bare(text);
        if (bare.Length == 0)
            return null;

        return "v:" + (LiteralParser.KeyOf(bare) ?? LiteralParser.StringKey(bare));
    }

    /// <summary>
    /// Whether a text is written as no other kind of answer is: a string in single quotes, a dictionary, a list with strings in it.
    /// </summary>
    public static bool IsUnmistakable(string text)
    {
        var bare = text.Trim();
        if (bare.Length < 2 || LiteralParser.KeyOf(bare) is not { } key)
            return false;

        return bare[0] == '\''
            || (bare[0] is '[' or '(' or '{'
                && (key.Contains('\'', StringComparison.Ordinal)
                    || key.Contains(':', StringComparison.Ordinal) || key.Contains("None", StringComparison.Ordinal)))
            || bare is "None" or "{}" or "[]";
    }

    /// <summary>Without fences, backticks and what assigns or asserts it: quotes and white space inside belong to the value.</summary>
    private static string Bare(string text)
    {
        var bare = CodeForm.LastBlock(text).Trim();
        if (bare.Length > 1 && bare[0] == '`' && bare[^1] == '`')
            bare = bare.Trim('`').Trim();
        foreach (var marks in (ReadOnlySpan<string>)["**", "$"])
        {
            if (bare.Length > 2 * marks.Length && bare.StartsWith(marks, StringComparison.Ordinal)
                && bare.EndsWith(marks, StringComparison.Ordinal))
                bare = bare[marks.Length..^marks.Length].Trim();
        }

        // assert f(1) == 2
        var equals = bare.StartsWith("assert ", StringComparison.Ordinal) ? bare.IndexOf("==", StringComparison.Ordinal) : -1;
        if (equals > 0)
            bare = bare[(equals + 2)..].Trim();
        // A sentence's period is not part of a value.
        return bare.Length > 1 && bare[^1] == '.' && bare[^2] is '\'' or '"' or ']' or ')' or '}' or '`' ? bare[..^1].Trim('`') : bare;
    }
}
