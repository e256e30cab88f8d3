namespace HeavySim.Verifier.Answers;

/// <summary>Expressions of whole numbers with + - * / and brackets only, as puzzles allow them.</summary>
internal static class Arithmetic
{
    /// <summary>
    /// The tree and the numbers in it, in no order; a null tree when the text is anything else (powers, roots, variables).
    /// </summary>
    public static (Node? Node, List<long> Numbers) Read(string text)
    {
        var numbers = new List<long>();
        var node = MathParser.Parse(text);
        return node is not null && Collect(node, numbers) ? (node, numbers) : (null, numbers);
    }

    private static bool Collect(Node node, List<long> numbers)
    {
        switch (node)
        {
            case Node.Number { Value: { IsInteger: true } value } when value.Numerator.Sign >= 0 && value.Numerator <= long.MaxValue:
                numbers.Add((long)value.Numerator);
                return true;
            case Node.Sum sum:
                return sum.Terms.All(term => term.Sign is Sign.Plus or Sign.Minus && Collect(term.Term, numbers));
            case Node.Product product:
                return product.Factors.All(factor => Collect(factor.Factor, numbers));
            default:
                return false;
        }
    }
}
