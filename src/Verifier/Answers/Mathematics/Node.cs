namespace HeavySim.Verifier.Answers;

/// <summary>
/// A mathematical answer as it was written. Sums and products are flat, so the depth of a tree is the depth of its brackets.
/// </summary>
internal abstract record Node
{
    private Node()
    {
    }

    internal sealed record Number(Rational Value) : Node;

    internal sealed record Variable(string Name) : Node;

    /// <summary>A constant without an exact value: pi, e or the imaginary unit i.</summary>
    internal sealed record Constant(string Name) : Node;

    internal sealed record Infinity : Node;

    internal sealed record EmptySet : Node;

    internal sealed record Sum(IReadOnlyList<(Sign Sign, Node Term)> Terms) : Node;

    internal sealed record Product(IReadOnlyList<(bool Divides, Node Factor)> Factors) : Node;

    internal sealed record Power(Node Base, Node Exponent) : Node;

    internal sealed record Apply(MathFunction Function, Node Argument, Node? Parameter) : Node;

    /// <summary>An angle in degrees.</summary>
    internal sealed record Degrees(Node Angle) : Node;

    /// <summary>Several things between brackets: a tuple, an interval, a list or a set. A bare list is written as a set.</summary>
    internal sealed record Group(char Open, IReadOnlyList<Node> Items, char Close) : Node;

    internal sealed record Matrix(IReadOnlyList<IReadOnlyList<Node>> Rows) : Node;

    /// <summary>Inequalities that hold at once, or what sets have in common.</summary>
    internal sealed record Common(IReadOnlyList<Node> Parts) : Node;

    /// <summary>A set without the elements of another.</summary>
    internal sealed record Without(Node Set, Node Other) : Node;

    internal sealed record Union(IReadOnlyList<Node> Parts) : Node;

    /// <summary>A ratio a : b (: c).</summary>
    internal sealed record Ratio(IReadOnlyList<Node> Parts) : Node;

    /// <summary>A chain of relations; <c>Operators[i]</c> stands between operands i and i + 1.</summary>
    internal sealed record Relation(IReadOnlyList<Node> Operands, IReadOnlyList<char> Operators) : Node;
}
