namespace HeavySim.Verifier.Answers;

/// <summary>
/// Reads tokens as a mathematical answer by recursive descent, bounded in depth. Anything it cannot read to the end is null: the
/// caller then compares it as text.
/// </summary>
/// <remarks>
/// answer := relation ((',' | ';') relation)*; relation := union (op union)*; union := ratio ('∪' ratio)*; ratio := sum (':' sum)*.
/// Implicit multiplication binds like division: 1/2x is x/2.
/// </remarks>
internal sealed partial class MathParser
{
    /// <summary>Nested brackets beyond which a text is not read as mathematics.</summary>
    public const int MaxDepth = 48;

    /// <summary>Postfixes on one factor; they nest without brackets, so they are bounded too.</summary>
    private const int MaxPostfixes = 4;

    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;
    private int _bars;

    private MathParser(List<Token> tokens) => _tokens = tokens;

    /// <summary>The answer's tree, or null when the text is no mathematics.</summary>
    public static Node? Parse(string text)
    {
        if (text.Length > MathForm.MaxLength || Tokenizer.Read(Notation.Of(text)) is not { Count: > 0 } tokens)
            return null;

        var parser = new MathParser(tokens);
        var answer = parser.ParseAnswer();
        return parser._at == tokens.Count ? answer : null;
    }

    private Token Current => _at < _tokens.Count ? _tokens[_at] : new Token(TokenKind.Symbol, "\0");

    private bool Take(char symbol)
    {
        if (!Current.Is(symbol))
            return false;
        _at++;
        return true;
    }

    private Node? ParseAnswer()
    {
        if (ParseRelation() is not { } first)
            return null;

        var items = new List<Node> { first };
        var groups = new List<Node>();
        var isCommon = true;
        while (Current.Is('∧') || Current.Is(',') || Current.Is(';'))
        {
            isCommon &= Current.Is('∧');
            if (Current.Is(';') && items.Count > 1)
                EndGroup();
            _at++;

            // "1, 2, and 3": the comma before "and" is one separator with it.
            while (Current.Is(',') || Current.Is('∧'))
                _at++;
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

        // "x > 2 and x < 5" is what both have in common; "x = 2 and x = 5" are two values.
        return isCommon && items.TrueForAll(static item => item is Node.Relation relation && !relation.Operators.Contains('='))
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
        if (ParseRatio() is not { } first)
            return null;

        var parts = new List<Node> { first };
        while (Take('∪'))
        {
            if (ParseRatio() is not { } next)
                return null;
            parts.Add(next);
        }

        return parts.Count == 1 ? first : new Node.Union(parts);
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

    private Node? ParseSum()
    {
        if (++_depth > MaxDepth)
            return null;

        var terms = new List<(Sign, Node)>();
        var sign = TakeSigns() ?? Sign.Plus;
        while (true)
        {
            if (ParseProduct() is not { } term)
                return null;
            terms.Add((sign, term));
            if (TakeSigns() is not { } next)
                break;
            sign = next;
        }

        _depth--;
        return terms is [(Sign.Plus, var only)] ? only : new Node.Sum(terms);
    }

    /// <summary>A run of signs as one: "- -" is plus. Null when there is none, and a run with ± keeps it.</summary>
    private Sign? TakeSigns()
    {
        Sign? sign = null;
        while (true)
        {
            if (Take('+'))
                sign ??= Sign.Plus;
            else if (Take('-'))
                sign = Flip(sign ?? Sign.Plus);
            else if (Take('±'))
                sign = sign == Sign.Minus ? Sign.Opposite : Sign.Either;
            else if (Take('∓'))
                sign = sign == Sign.Minus ? Sign.Either : Sign.Opposite;
            else
                return sign;
        }
    }

    private static Sign Flip(Sign sign) => sign switch
    {
        Sign.Plus => Sign.Minus,
        Sign.Minus => Sign.Plus,
        Sign.Either => Sign.Opposite,
        _ => Sign.Either,
    };

    private Node? ParseProduct()
    {
        if (ParseFactor() is not { } first)
            return null;

        var factors = new List<(bool, Node)> { (false, first) };
        while (true)
        {
            var divides = false;
            if (Take('*') || (divides = Take('/')))
            {
                // 2 * -3
                var sign = TakeSigns();
                if (sign is Sign.Either or Sign.Opposite || ParseFactor() is not { } factor)
                    return null;
                factors.Add((divides, sign == Sign.Minus ? Negated(factor) : factor));
            }
            else if (StartsFactor())
            {
                // Two numbers side by side are no product, nor is a name with a number behind it; 4!4! and \sqrt{5}2 are.
                if ((Current.Kind == TokenKind.Number && factors[^1].Item2 is Node.Number or Node.Variable or Node.Constant)
                    || ParseFactor() is not { } factor)
                    return null;
                factors.Add((false, factor));
            }
            else
            {
                return factors.Count == 1 ? first : new Node.Product(factors);
            }
        }
    }

    private static Node.Sum Negated(Node node) => new([(Sign.Minus, node)]);

    private bool StartsFactor()
    {
        var token = Current;
        return token.Kind switch
        {
            TokenKind.Number or TokenKind.Name or TokenKind.Function => true,
            TokenKind.Command => !token.IsCommand("end"),
            _ => token.Text[0] is '(' or '[' or '{' or '⟨' or '⌊' or '⌈' or '∞' or '∅' || (token.Text[0] == '|' && _bars == 0),
        };
    }

    /// <summary>A primary with its postfixes: factorial, power, degree, percent (which says nothing about the value).</summary>
    private Node? ParseFactor()
    {
        var node = ParsePrimary();
        for (var postfixes = 0; node is not null && postfixes <= MaxPostfixes; postfixes++)
        {
            if (Take('!'))
            {
                // A double factorial is another function; leave it to the text.
                if (Current.Is('!'))
                    return null;
                node = new Node.Apply(MathFunction.Factorial, node, Parameter: null);
            }
            else if (Take('°'))
            {
                node = new Node.Degrees(node);
            }
            else if (Take('^'))
            {
                node = TakesDegree() ? new Node.Degrees(node) : ParseExponent() is { } exponent ? new Node.Power(node, exponent) : null;
            }
            else if (!Take('%'))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>^\circ and ^{\circ}.</summary>
    private bool TakesDegree()
    {
        if (Take('°'))
            return true;
        if (!Current.Is('{') || _at + 2 >= _tokens.Count || !_tokens[_at + 1].Is('°') || !_tokens[_at + 2].Is('}'))
            return false;
        _at += 3;
        return true;
    }

    private Node? ParseExponent()
    {
        if (++_depth > MaxDepth)
            return null;

        var sign = TakeSigns() ?? Sign.Plus;
        var exponent = ParsePrimary();
        // a^b^c is a^(b^c).
        if (exponent is not null && Take('^'))
            exponent = ParseExponent() is { } tower ? new Node.Power(exponent, tower) : null;
        _depth--;
        return exponent is null || sign == Sign.Plus ? exponent : sign == Sign.Minus ? Negated(exponent) : null;
    }
}
