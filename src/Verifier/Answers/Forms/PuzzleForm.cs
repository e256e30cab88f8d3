using System.Text;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of answers to arithmetic puzzles. Whether an expression solves the puzzle can be seen without the gold, so all
/// solutions are one class, and the vote counts them together; every other expression is its own normal form. A text without an
/// expression ("no solution") is no answer.
/// </summary>
internal static class PuzzleForm
{
    /// <summary>The key of every solution.</summary>
    public const string Solved = "24:solved";

    private const int MaxLength = 400;

    /// <summary>"24:solved", "24:" and the expression, or null when there is no expression.</summary>
    public static string? KeyOf(Problem problem, string text)
    {
        if (text.Length > MaxLength)
            return null;

        var expression = Expression(Wrapping.Off(text));
        if (expression.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return null;

        var (node, numbers) = Arithmetic.Read(expression);
        // Prose around a number is a statement, not a try.
        if (node is null && HasWord(expression))
            return null;
        if (node is not null && Puzzle.Of(problem) is { } puzzle && IsSolution(puzzle, node, numbers))
            return Solved;

        return "24:" + WithoutSpaces(expression);
    }

    private static bool IsSolution(Puzzle puzzle, Node node, List<long> numbers)
    {
        numbers.Sort();
        return numbers.SequenceEqual(puzzle.Numbers) && Evaluation.Exactly(node) == puzzle.Target;
    }

    /// <summary>What stands before the equals sign: "(6 - 4) * 5 = 10".</summary>
    private static string Expression(string bare)
    {
        var equals = bare.IndexOf('=');
        return (equals < 0 ? bare : bare[..equals]).Trim();
    }

    private static bool HasWord(string expression)
    {
        for (var i = 1; i < expression.Length; i++)
        {
            if (char.IsLetter(expression[i]) && char.IsLetter(expression[i - 1]) && !expression.Contains('\\', StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string WithoutSpaces(string expression)
    {
        var key = new StringBuilder(expression.Length);
        foreach (var c in expression)
        {
            if (!char.IsWhiteSpace(c))
                key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }
}
