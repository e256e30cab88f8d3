using System.Text.RegularExpressions;

namespace HeavySim.Verifier.Answers;

/// <summary>Models without a sense of an ending answer, and go on with questions of their own: those have answers of their own.</summary>
internal static partial class RunOn
{
    /// <summary>The text up to the first new question behind an answer.</summary>
    public static string Off(string text)
    {
        if (!NextQuestion().IsMatch(text))
            return text;

        var answer = -1;
        foreach (var at in (ReadOnlySpan<int>)[
            Announcements.First(text), text.IndexOf("\\boxed", StringComparison.Ordinal), text.IndexOf("####", StringComparison.Ordinal)])
        {
            if (at >= 0 && (answer < 0 || at < answer))
                answer = at;
        }

        return answer >= 0 && NextQuestion().Match(text, answer) is { Success: true } next ? text[..next.Index] : text;
    }

    [GeneratedRegex(
        @"\n[ \t]{0,8}(?:\*\*)?(?:Question|Problem|Q)(?: ?[0-9]{1,3})?(?:\*\*)?:",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextQuestion();
}
