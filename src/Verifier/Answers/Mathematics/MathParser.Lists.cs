namespace HeavySim.Verifier.Answers;

/// <content>What an answer is made of above expressions: lists, relations, sets, ratios.</content>
internal sealed partial class MathParser
{
    private Node? ParseAnswer()
    {
        // Space, or "about", before the answer.
        while (Current.Is(',') || Current.Is('≈'))
            _at++;
        if (ParseRelation() is not { } first)
            return null;

        var items = new List<Node> { first };
        var groups = new List<Node>();
        var isCommon = true;
        // With commas in it a list goes by its semicolons; without, they separate its elements.
        var hasGroups = SeparatesGroups();
        var isLogic = false;
        var isEither = false;
        while (IsSeparator(Current))
        {
            isCommon &= Current.Is('∧') || Current.Is('⋀');
            // "1, 2, and 3": the comma before "and" is one separator with it.
            var endsGroup = false;
            for (; IsSeparator(Current); _at++)
            {
                endsGroup |= Current.Is(';');
                isEither |= Current.Is('∨') || Current.Is('⋁');
                isLogic |= Current.Is('⋀') || Current.Is('⋁');
            }

            if (endsGroup && hasGroups)
                EndGroup();
            if (_at == _tokens.Count)
                break;
            if (ParseRelation() is not { } next)
                return null;
            items.Add(next);
        }

        if (groups.Count > 0)
        {
            EndGroup();
            return new Node.Group('⟨', groups, '⟩');
        }

        if (items.Count == 1)
            return first;

        // "x > 2 and x < 5" is what both have in common; "x = 2 and x = 5" are two values, and p ∧ q is neither.
        var areConditions = items.TrueForAll(static item => item is Node.Relation relation && !relation.Operators.Contains('='));
        if (isLogic && !items.TrueForAll(static item => item is Node.Relation))
            return null;
        if (areConditions && isCommon)
            return new Node.Common(items);

        // "x > 2, x < 5" too, unless nothing is both: "x < 2, x > 5".
        return areConditions && !isEither && MathForm.KeyOf(new Node.Common(items)) is not (null or "∅")
            ? new Node.Common(items)
            : new Node.Group('⟨', items, '⟩');

        // "1,4; 3,6" is a list of pairs, and "1; 4" one of numbers.
        void EndGroup()
        {
            if (items.Count > 0)
                groups.Add(items.Count == 1 ? items[0] : new Node.Group('(', [.. items], ')'));
            items.Clear();
        }
    }

    private static bool IsSeparator(Token token) =>
        token.Is('∧') || token.Is(',') || token.Is(';') || token.Is('∨') || token.Is('⋀') || token.Is('⋁');

    /// <summary>Whether both commas and semicolons stand outside brackets.</summary>
    private bool SeparatesGroups()
    {
        var (depth, hasComma, hasSemicolon) = (0, false, false);
        foreach (var token in _tokens)
        {
            if (token.Is('(') || token.Is('[') || token.Is('{') || token.Is('⟨'))
                depth++;
            else if (token.Is(')') || token.Is(']') || token.Is('}') || token.Is('⟩'))
                depth--;
            hasComma |= depth == 0 && (token.Is(',') || token.Is('∨'));
            hasSemicolon |= depth == 0 && token.Is(';');
        }

        return hasComma && hasSemicolon;
    }

    private Node? ParseRelation()
    {
        if (ParseUnion() is not { } first)
            return null;

        var operands = new List<Node> { first };
        var operators = new List<char>();
        while (Current is { Kind: TokenKind.Symbol } token && token.Text[0] is '=' or '≈' or '<' or '>' or '≤' or '≥' or '≠' or '∈')
        {
            operators.Add(_tokens[_at++].Text[0]);
            if (ParseUnion() is not { } next)
                return null;
            operands.Add(next);
        }

        return operators.Count == 0 ? first : new Node.Relation(operands, operators);
    }

    private Node? ParseUnion()
    {
        if (ParseCommon() is not { } first)
            return null;

        var parts = new List<Node> { first };
        while (Take('∪'))
        {
            if (ParseCommon() is not { } next)
                return null;
            parts.Add(next);
        }

        return parts.Count == 1 ? first : new Node.Union(parts);
    }

    /// <summary>What sets have in common, and what is left of one without another.</summary>
    private Node? ParseCommon()
    {
        var set = ParseRatio();
        while (set is not null && (Current.Is('∩') || Current.Is('∖')))
        {
            var isCommon = Current.Is('∩');
            _at++;
            if (ParseRatio() is not { } next)
                return null;
            set = isCommon ? new Node.Common([set, next]) : new Node.Without(set, next);
        }

        return set;
    }

    private Node? ParseRatio()
    {
        if (ParseSum() is not { } first)
            return null;

        var parts = new List<Node> { first };
        while (Take(':'))
        {
            if (ParseSum() is not { } next)
                return null;
            parts.Add(next);
        }

        return parts.Count == 1 ? first : new Node.Ratio(parts);
    }
}
