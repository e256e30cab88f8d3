using System.Globalization;

namespace HeavySim.Verifier.Answers;

/// <summary>What an arithmetic puzzle gives and asks: its numbers and the target, 24 unless the problem says otherwise.</summary>
/// <param name="Numbers">The numbers to be used once each, ascending.</param>
/// <param name="Target">The value to reach.</param>
internal sealed record Puzzle(IReadOnlyList<long> Numbers, long Target)
{
    private const int MaxNumbers = 8;

    /// <summary>
    /// The puzzle of a problem: <c>numbers</c> and <c>target</c> of its metadata where they are given, else the numbers that are the
    /// question or the longest row of numbers in it, and the number that the gold begins with. Null when there are no such numbers.
    /// </summary>
    public static Puzzle? Of(Problem problem)
    {
        var given = problem.Metadata.TryGetValue("numbers", out var listed) || problem.Metadata.TryGetValue("nums", out listed)
            ? listed
            : problem.Question;
        if (LongestRow(given) is not { Count: >= 2 and <= MaxNumbers } numbers)
            return null;

        numbers.Sort();
        return new Puzzle(numbers, TargetOf(problem));
    }

    /// <summary>Whether a question is nothing but three to six numbers, as the Game of 24 sets write it.</summary>
    public static bool IsBareNumbers(string question) =>
        question.Length <= 60 && question.AsSpan().IndexOfAnyExcept("0123456789 ,[]") < 0
            && LongestRow(question) is { Count: >= 3 and <= 6 };

    private static long TargetOf(Problem problem)
    {
        foreach (var text in (ReadOnlySpan<string?>)[problem.Metadata.GetValueOrDefault("target"), problem.Gold])
        {
            var digits = text is null ? 0 : text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;
            if (digits is > 0 and <= 9)
                return long.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return 24;
    }

    /// <summary>The longest run of whole numbers with nothing but spaces, commas and "and" between them.</summary>
    private static List<long>? LongestRow(string text)
    {
        List<long>? longest = null;
        var row = new List<long>();
        foreach (
            var word in text.Split([' ', ',', '[', ']', '(', ')', '\n', '\t', '.', ':', ';', '?'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                row.Add(number);
                if (row.Count > (longest?.Count ?? 0))
                    longest = row;
            }
            else if (word is not "and")
            {
                row = [];
            }
        }

        return longest;
    }
}
