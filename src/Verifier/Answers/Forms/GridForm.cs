using System.Text;

namespace HeavySim.Verifier.Answers;

/// <summary>
/// The canonical form of grids of integers (ARC, Chollet 2019), written as nested lists or as rows of numbers with or without separators.
/// </summary>
internal static class GridForm
{
    private const int MaxCells = 40_000;

    /// <summary>"g:1,2;3,4" for the last grid in the text, or null.</summary>
    public static string? KeyOf(string text) => NestedKey(text) ?? RowsKey(text);

    /// <summary>The key of a grid that is set as a matrix; of any other answer its own.</summary>
    public static string KeyOfMatrix(string bare) =>
        GenericForm.KeyOf(bare) is var key && key.StartsWith("m:", StringComparison.Ordinal) && !key.Contains('/', StringComparison.Ordinal)
            ? NestedKey($"[[{key[2..].Replace("n:", "", StringComparison.Ordinal).Replace(";", "],[", StringComparison.Ordinal)}]]") ?? key
            : key;

    /// <summary>The last [[...], [...]].</summary>
    private static string? NestedKey(string text)
    {
        var close = text.LastIndexOf(']');
        if (close < 0)
            return null;

        // Backwards to the bracket that opens it.
        var depth = 0;
        var open = close;
        for (; open >= 0; open--)
        {
            if (text[open] == ']')
                depth++;
            else if (text[open] == '[' && --depth == 0)
                break;
            if (depth > 2)
                return null;
        }

        if (open < 0)
            return null;

        var rows = new List<IReadOnlyList<string>>();
        foreach (var part in text[(open + 1)..close].Split(']', StringSplitOptions.RemoveEmptyEntries))
        {
            var row = part.AsSpan().Trim(" ,\r\n\t");
            if (row.IsEmpty)
                continue;
            if (row[0] != '[' || Cells(row[1..].ToString()) is not { } cells)
                return null;
            rows.Add(cells);
        }

        return KeyOf(rows);
    }

    /// <summary>The last run of lines that are rows of the same width.</summary>
    private static string? RowsKey(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var lines = text.Split('\n');
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var line = lines[i].Trim(' ', '\r', '\t', '|', '[', ']');
            if (Cells(line) is { } cells && (rows.Count == 0 || cells.Count == rows[0].Count))
                rows.Add(cells);
            else if (rows.Count > 0)
                break;
        }

        rows.Reverse();
        return KeyOf(rows);
    }

    private static List<string>? Cells(string row)
    {
        var parts = row.Split([' ', ',', '|', '\t'], StringSplitOptions.RemoveEmptyEntries);
        // 00110: one digit to a cell.
        if (parts is [{ Length: > 1 } packed])
            parts = packed.Select(static c => c.ToString()).ToArray();

        return parts.Length > 0
            && Array.TrueForAll(parts, static part => part.Length <= 4 && part.TrimStart('-').All(char.IsAsciiDigit) && part != "-")
            ? [.. parts]
            : null;
    }

    private static string? KeyOf(List<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0 || (long)rows.Count * rows[0].Count > MaxCells || rows.Exists(row => row.Count != rows[0].Count))
            return null;

        var key = new StringBuilder("g:");
        foreach (var row in rows)
            key.AppendJoin(',', row).Append(';');
        return key.ToString();
    }
}
