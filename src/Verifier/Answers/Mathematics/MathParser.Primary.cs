namespace HeavySim.Verifier.Answers;

/// <content>What an expression is made of: numbers, names, functions, brackets, matrices.</content>
internal sealed partial class MathParser
{
    private Node? ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return ParseNumber(token.Value);
            case TokenKind.Name:
                _at++;
                return Vocabulary.Constants.Contains(token.Text) ? new Node.Constant(token.Text) : new Node.Variable(token.Text);
            case TokenKind.Function:
                _at++;
                return ParseFunction(Vocabulary.Functions[token.Text]);
            case TokenKind.Command:
                _at++;
                return ParseCommand(token.Text);
            default:
                return ParseBracket(token.Text[0]);
        }
    }

    /// <summary>A number, or a mixed number: "3 1/2" and "3\frac{1}{2}" are three and a half.</summary>
    private Node? ParseNumber(Rational value)
    {
        var whole = new Node.Number(value);
        if (!value.IsInteger || !ReadsFraction(out var top, out var bottom, out var length)
            || !top.IsInteger || !bottom.IsInteger || top.Numerator >= bottom.Numerator)
            return whole;

        _at += length;
        return ((top / bottom) + value).Bounded is { } mixed ? new Node.Number(mixed) : null;
    }

    private bool ReadsFraction(out Rational top, out Rational bottom, out int length)
    {
        (top, bottom, length) = (default, default, 0);
        var rest = _tokens.Count - _at;
        if (rest >= 3 && _tokens[_at] is { Kind: TokenKind.Number, Spaced: true } && _tokens[_at + 1].Is('/')
            && _tokens[_at + 2].Kind == TokenKind.Number)
        {
            (top, bottom, length) = (_tokens[_at].Value, _tokens[_at + 2].Value, 3);
            return true;
        }

        if (rest < 3 || !_tokens[_at].IsCommand("frac"))
            return false;

        var at = _at + 1;
        if (!ReadsArgument(ref at, out top) || !ReadsArgument(ref at, out bottom))
            return false;
        length = at - _at;
        return true;
    }

    /// <summary>A number alone, in braces or not.</summary>
    private bool ReadsArgument(ref int at, out Rational value)
    {
        value = default;
        var braced = at + 2 < _tokens.Count && _tokens[at].Is('{') && _tokens[at + 2].Is('}');
        var number = braced ? at + 1 : at;
        if (number >= _tokens.Count || _tokens[number].Kind != TokenKind.Number)
            return false;

        value = _tokens[number].Value;
        at = braced ? at + 3 : at + 1;
        return true;
    }

    private Node? ParseFunction(MathFunction function)
    {
        Node? parameter = null;
        Node? power = null;
        if (Take('_') && (parameter = ParsePrimary()) is null)
            return null;
        if (Take('^') && (power = ParseExponent()) is null)
            return null;
        if (function is MathFunction.Gcd or MathFunction.Lcm or MathFunction.Max or MathFunction.Min or MathFunction.Choose)
            return power is null && parameter is null ? ParseSeveral(function) : null;
        if (ParseArgument() is not { } argument)
            return null;

        // sin^{-1} is the inverse function, every other power is a power.
        if (power is Node.Sum { Terms: [(Sign.Minus, Node.Number inverse)] } && inverse.Value == 1)
            return Inverse(function) is { } inverted ? new Node.Apply(inverted, argument, Parameter: null) : null;

        var value = new Node.Apply(function, argument, parameter);
        return power is null ? value : new Node.Power(value, power);
    }

    /// <summary>A function of as many arguments as there are, each taken together with what it gave for those before.</summary>
    private Node? ParseSeveral(MathFunction function)
    {
        while (Current.Is('{') && _at + 1 < _tokens.Count && _tokens[_at + 1].Is('('))
            _at++;
        var braces = _at > 0 && _tokens[_at - 1].Is('{');
        if (!Current.Is('(') && !Current.Is('{') && !Current.Is('⟨') && !Current.Is('['))
            return null;
        if (ParseGuarded() is not { } arguments || (braces && !Take('}')))
            return null;

        var items = arguments is Node.Group group ? group.Items : [arguments];
        return function is MathFunction.Choose && items.Count != 2 ? null
            : items.Skip(1).Aggregate(items[0], (sofar, next) => new Node.Apply(function, sofar, next));
    }

    private static MathFunction? Inverse(MathFunction function) => function switch
    {
        MathFunction.Sin => MathFunction.Arcsin,
        MathFunction.Cos => MathFunction.Arccos,
        MathFunction.Tan => MathFunction.Arctan,
        _ => null,
    };

    /// <summary>A bracket, or without one the product up to the next sign, operator or function: \sin 2x.</summary>
    private Node? ParseArgument()
    {
        if (++_depth > MaxDepth)
            return null;
        if (Current.Is('(') || Current.Is('{') || Current.Is('[') || Current.Is('⟨'))
        {
            var inner = ParsePrimary();
            _depth--;
            return inner is null ? null : Unbraced(inner);
        }

        if (ParseFactor() is not { } first)
            return null;

        var factors = new List<(bool, Node)> { (false, first) };
        while (Current.Kind == TokenKind.Name || Current.IsCommand("sqrt"))
        {
            if (ParseFactor() is not { } next)
                return null;
            factors.Add((false, next));
        }

        _depth--;
        return factors.Count == 1 ? first : new Node.Product(factors);
    }

    private Node? ParseCommand(string command)
    {
        switch (command)
        {
            case "frac":
                return ParseGuarded() is { } top && ParseGuarded() is { } bottom ? new Node.Product([(false, top), (true, bottom)]) : null;
            case "binom":
                return ParseGuarded() is { } n && ParseGuarded() is { } k ? new Node.Apply(MathFunction.Choose, n, k) : null;
            case "sqrt":
                Node? degree = null;
                if (Take('[') && ((degree = ParseSum()) is null || !Take(']')))
                    return null;
                return ParseGuarded() is { } radicand ? new Node.Apply(MathFunction.Root, radicand, degree) : null;
            case "begin":
                return ParseMatrix();
            case "det":
                return ParseGuarded() is Node.Matrix square ? Determinant.Of(square.Rows) : null;
            default:
                return null;
        }
    }

    private Node? ParseGuarded()
    {
        if (++_depth > MaxDepth)
            return null;
        var node = ParsePrimary();
        _depth--;
        return node;
    }

    private Node? ParseBracket(char open)
    {
        switch (open)
        {
            case '∞':
                _at++;
                return new Node.Infinity();
            case '∅':
                _at++;
                return new Node.EmptySet();
            case '|':
                _at++;
                _bars++;
                var inside = ParseSum();
                _bars--;
                return inside is not null && Take('|') ? new Node.Apply(MathFunction.Abs, inside, Parameter: null) : null;
            case '⌊':
                _at++;
                return ParseSum() is { } below && Take('⌋') ? new Node.Apply(MathFunction.Floor, below, Parameter: null) : null;
            case '⌈':
                _at++;
                return ParseSum() is { } above && Take('⌉') ? new Node.Apply(MathFunction.Ceiling, above, Parameter: null) : null;
            case '(' or '[' or '{' or '⟨':
                _at++;
                return ParseItems(open);
            default:
                return null;
        }
    }

    private Node? ParseItems(char open)
    {
        var bars = _bars;
        _bars = 0;
        var items = new List<Node>();
        if (open is '⟨' or '{' && Take(open == '{' ? '}' : '⟩'))
            return open == '⟨' ? new Node.EmptySet() : null;

        do
        {
            // \{x = 1, y = 2\}
            if ((open == '⟨' ? ParseRelation() : ParseUnion()) is not { } item)
                return null;
            items.Add(item);
        }
        while (Take(',') || Take(';') || Take('∧') || Take('∨'));

        _bars = bars;
        var close = Current.Kind == TokenKind.Symbol ? Current.Text[0] : '\0';
        var closes = open switch
        {
            '{' => close == '}',
            '⟨' => close == '⟩',
            _ => close is ')' or ']',
        };
        if (!closes)
            return null;

        _at++;
        return items.Count == 1 && open != '⟨' ? items[0]
            : open == '{' ? new Node.Group('⟨', items, '⟩')
            : new Node.Group(open, items, close);
    }

    private Node? ParseMatrix()
    {
        if (Current.Kind != TokenKind.Name
            || Current.Text is not ("pmatrix" or "bmatrix" or "matrix" or "Bmatrix" or "smallmatrix" or "psmallmatrix" or "bsmallmatrix"
                or "vmatrix")
            || ++_depth > MaxDepth)
            return null;

        var isDeterminant = Current.Text == "vmatrix";
        _at++;
        var rows = new List<IReadOnlyList<Node>>();
        var row = new List<Node>();
        while (true)
        {
            // A row break behind the last row begins none.
            if (Current.IsCommand("end") && row.Count == 0 && rows.Count > 0)
                break;
            if (ParseSum() is not { } cell)
                return null;
            row.Add(cell);
            if (Take('&'))
                continue;

            rows.Add(row);
            row = [];
            var broken = Take('\n');
            if (Current.IsCommand("end"))
                break;
            if (!broken)
                return null;
        }

        // \end and the name of the environment.
        _at += 2;
        _depth--;
        return _at > _tokens.Count ? null : isDeterminant ? Determinant.Of(rows) : new Node.Matrix(rows);
    }
}
