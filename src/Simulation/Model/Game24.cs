using System.Globalization;

namespace HeavySim.Simulation;

/// <summary>The puzzle of making 24 from four numbers: a solution by search, and tries that fail.</summary>
internal static class Game24
{
    /// <summary>The four numbers of a puzzle, or null when a question is not just four numbers.</summary>
    public static int[]? Numbers(string question)
    {
        var parts = question.Split((char[])[' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 4)
            return null;

        var numbers = new int[4];
        for (var i = 0; i < 4; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return numbers;
    }

    /// <summary>An expression over all four numbers that makes 24, or null when there is none.</summary>
    public static string? Solve(int[] numbers) =>
        Combine([.. numbers.Select(static n => ((double)n, n.ToString(CultureInfo.InvariantCulture)))]);

    /// <summary>The expression number <paramref name="index"/> over the same numbers that does not make 24.</summary>
    public static string Fail(int[] numbers, int index)
    {
        const string Signs = "+-*/";
        for (var i = 0; ; i++)
        {
            var (a, b, c) = (i % 4, i / 4 % 4, i / 16 % 4);
            var value = Apply(Apply(Apply(numbers[0], numbers[1], a), numbers[2], b), numbers[3], c);
            // Past 64 all forms have been seen: then any will do that was not skipped before.
            if (Math.Abs(value - 24) > 1e-6 && double.IsFinite(value) && index-- == 0)
                return $"(({numbers[0]} {Signs[a]} {numbers[1]}) {Signs[b]} {numbers[2]}) {Signs[c]} {numbers[3]}";
        }
    }

    private static double Apply(double left, double right, int sign) => sign switch
    {
        0 => left + right,
        1 => left - right,
        2 => left * right,
        _ => left / right,
    };

    private static string? Combine(List<(double Value, string Text)> items)
    {
        if (items.Count == 1)
            return Math.Abs(items[0].Value - 24) < 1e-6 ? items[0].Text : null;

        for (var i = 0; i < items.Count; i++)
        {
            for (var j = 0; j < items.Count; j++)
            {
                for (var sign = 0; i != j && sign < 4; sign++)
                {
                    var value = Apply(items[i].Value, items[j].Value, sign);
                    if (!double.IsFinite(value))
                        continue;

                    List<(double, string)> rest =
                    [
                        .. items.Where((_, at) => at != i && at != j), (value, $"({items[i].Text} {"+-*/"[sign]} {items[j].Text})"),
                    ];
                    if (Combine(rest) is { } found)
                        return found;
                }
            }
        }

        return null;
    }
}
