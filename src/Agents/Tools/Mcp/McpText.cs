namespace HeavySim.Agents.Tools;

/// <summary>Text of a server that people and models get to read: what steers a terminal or turns its direction is taken out.</summary>
internal static class McpText
{
    /// <summary>The text without control characters other than line ends and tabs, cut to a length.</summary>
    public static string Plain(string text, int maximumLength)
    {
        var cut = ToolResultText.Cut(text, maximumLength);
        return cut.Any(IsSteering) ? string.Concat(cut.Where(letter => !IsSteering(letter))) : cut;
    }

    private static bool IsSteering(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\t'))
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
