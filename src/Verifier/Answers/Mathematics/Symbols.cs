namespace HeavySim.Verifier.Answers;

/// <summary>What occurs in an expression.</summary>
internal static class Symbols
{
    /// <summary>The names of its variables, in ordinal order.</summary>
    public static SortedSet<string> VariablesOf(params ReadOnlySpan<Node> nodes)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
            Visit(node, part =>
            {
                if (part is Node.Variable variable)
                    names.Add(variable.Name);
                return false;
            });
        return names;
    }

    /// <summary>Whether a ± or ∓ occurs, outside sets (whose elements are taken one by one).</summary>
    public static bool HasEither(Node node) =>
        Visit(node, static part => part is Node.Sum sum && sum.Terms.Any(static term => term.Sign is Sign.Either or Sign.Opposite));

    /// <summary>Whether a part of that kind occurs.</summary>
    public static bool Has(Node node, Func<Node, bool> isOne) => Visit(node, isOne);

    /// <summary>Visits a node and all below until the visitor says stop; whether it did.</summary>
    private static bool Visit(Node node, Func<Node, bool> stop)
    {
        if (stop(node))
            return true;

        return node switch
        {
            Node.Sum sum => sum.Terms.Any(term => Visit(term.Term, stop)),
            Node.Product product => product.Factors.Any(factor => Visit(factor.Factor, stop)),
            Node.Power power => Visit(power.Base, stop) || Visit(power.Exponent, stop),
            Node.Apply apply => Visit(apply.Argument, stop) || (apply.Parameter is not null && Visit(apply.Parameter, stop)),
            Node.Degrees degrees => Visit(degrees.Angle, stop),
            Node.Group { Open: not '⟨' } group => group.Items.Any(item => Visit(item, stop)),
            Node.Common common => common.Parts.Any(part => Visit(part, stop)),
            Node.Without without => Visit(without.Set, stop) || Visit(without.Other, stop),
            Node.Matrix matrix => matrix.Rows.Any(row => row.Any(cell => Visit(cell, stop))),
            Node.Ratio ratio => ratio.Parts.Any(part => Visit(part, stop)),
            Node.Relation relation => relation.Operands.Any(operand => Visit(operand, stop)),
            _ => false,
        };
    }
}
