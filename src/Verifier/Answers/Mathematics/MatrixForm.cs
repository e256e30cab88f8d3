namespace HeavySim.Verifier.Answers;

/// <summary>What comes of matrices that are added, multiplied, scaled, transposed or raised to a power, cell by cell.</summary>
internal static class MatrixForm
{
    /// <summary>Cells beyond which matrices are not multiplied, and where they are no numbers: formulas grow with every product.</summary>
    private const int MostCells = 64;
    private const int MostFormulas = 9;

    /// <summary>Matrices in one expression beyond which it is not worked out.</summary>
    private const int Most = 8;

    private const int LargestPower = 6;

    /// <summary>The matrix that an expression comes to; null where it comes to none.</summary>
    private static Node.Matrix? Of(Node node) => node switch
    {
        Node.Matrix matrix => matrix.Rows.All(row => row.Count == matrix.Rows[0].Count) ? matrix : null,
        Node.Sum sum => Sum(sum),
        Node.Product product => Product(product),
        Node.Power { Base: var of, Exponent: Node.Variable { Name: "T" } } when Of(of) is { } matrix => Transposed(matrix),
        Node.Power { Base: var of, Exponent: var exponent } when Of(of) is { } matrix => Power(matrix, exponent),
        _ => null,
    };

    /// <summary>The matrix that a sum, product or power comes to; null where there is none in it.</summary>
    public static Node.Matrix? Result(Node node)
    {
        if (node is not (Node.Sum or Node.Product or Node.Power))
            return null;

        var count = 0;
        Symbols.Has(node, part => part is Node.Matrix && ++count > Most);
        return count is > 0 and <= Most ? Of(node) : null;
    }

    private static Node.Matrix? Sum(Node.Sum sum)
    {
        Node.Matrix? total = null;
        foreach (var (sign, term) in sum.Terms)
        {
            if (sign is Sign.Either or Sign.Opposite || Of(term) is not { } next
                || (total is not null && (total.Rows.Count != next.Rows.Count || total.Rows[0].Count != next.Rows[0].Count)))
                return null;

            var before = total;
            total = Mapped(next, (cell, row, column) => before is null
                ? sign == Sign.Plus ? cell : new Node.Sum([(sign, cell)])
                : new Node.Sum([(Sign.Plus, before.Rows[row][column]), (sign, cell)]));
        }

        return total;
    }

    private static Node.Matrix? Product(Node.Product product)
    {
        Node.Matrix? total = null;
        var scale = new List<(bool, Node)>();
        foreach (var (divides, factor) in product.Factors)
        {
            if (Of(factor) is not { } next)
                scale.Add((divides, factor));
            else if (divides || (total is not null && Times(total, next) is null))
                return null;
            else
                total = total is null ? next : Times(total, next);
        }

        if (scale is [(true, _), ..])
            scale.Insert(0, (false, new Node.Number(1)));
        return total is null || scale.Count == 0 ? total
            : Mapped(total, (cell, _, _) => new Node.Product([(false, new Node.Product(scale)), (false, cell)]));
    }

    private static Node.Matrix? Times(Node.Matrix left, Node.Matrix right)
    {
        var (rows, inner, columns) = (left.Rows.Count, right.Rows.Count, right.Rows[0].Count);
        var most = IsOfNumbers(left) && IsOfNumbers(right) ? MostCells : MostFormulas;
        if (left.Rows[0].Count != inner || rows * inner > most || inner * columns > most)
            return null;

        return new Node.Matrix([.. left.Rows.Select(row => (IReadOnlyList<Node>)[.. Enumerable.Range(0, columns).Select(column =>
            Reduced(new Node.Sum([.. row.Select((cell, i) =>
                (Sign.Plus, (Node)new Node.Product([(false, cell), (false, right.Rows[i][column])])))])))])]);
    }

    private static bool IsOfNumbers(Node.Matrix matrix) => matrix.Rows.All(static row => row.All(static cell => cell is Node.Number));

    /// <summary>A cell as a number where it is one, so that it does not grow.</summary>
    private static Node Reduced(Node cell) => Evaluation.Exactly(cell) is { } value ? new Node.Number(value) : cell;

    private static Node.Matrix? Power(Node.Matrix matrix, Node exponent)
    {
        if (Evaluation.Exactly(exponent) is not { IsInteger: true, Sign: > 0 } power || power.Numerator > LargestPower
            || !matrix.Rows.All(static row => row.All(static cell => Evaluation.Exactly(cell) is not null)))
            return null;

        matrix = Mapped(matrix, static (cell, _, _) => Reduced(cell));
        Node.Matrix? total = matrix;
        for (var times = 1; times < (int)power.Numerator && total is not null; times++)
            total = Times(total, matrix);
        return total;
    }

    private static Node.Matrix Transposed(Node.Matrix matrix) => new(
        [.. Enumerable.Range(0, matrix.Rows[0].Count).Select(column => (IReadOnlyList<Node>)[.. matrix.Rows.Select(row => row[column])])]);

    private static Node.Matrix Mapped(Node.Matrix matrix, Func<Node, int, int, Node> cellOf) =>
        new([.. matrix.Rows.Select((row, i) => (IReadOnlyList<Node>)[.. row.Select((cell, j) => cellOf(cell, i, j))])]);
}
