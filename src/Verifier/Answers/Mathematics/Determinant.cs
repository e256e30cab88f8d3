namespace HeavySim.Verifier.Answers;

/// <summary>Determinants, as sums over the first row.</summary>
internal static class Determinant
{
    private const int Largest = 4;

    /// <summary>The determinant of a square of at most four rows; null for anything else.</summary>
    public static Node? Of(IReadOnlyList<IReadOnlyList<Node>> rows) =>
        rows.Count <= Largest && rows.All(row => row.Count == rows.Count) ? Expanded(rows) : null;

    private static Node Expanded(IReadOnlyList<IReadOnlyList<Node>> rows)
    {
        if (rows.Count == 1)
            return rows[0][0];

        var terms = new List<(Sign, Node)>();
        for (var column = 0; column < rows.Count; column++)
        {
            var at = column;
            IReadOnlyList<IReadOnlyList<Node>> minor =
                [.. rows.Skip(1).Select(row => (IReadOnlyList<Node>)[.. row.Where((_, i) => i != at)])];
            terms.Add((column % 2 == 0 ? Sign.Plus : Sign.Minus, new Node.Product([(false, rows[0][column]), (false, Expanded(minor))])));
        }

        return new Node.Sum(terms);
    }
}
