namespace HeavySim.Verifier.Answers;

/// <summary>
/// Reads tokens as a mathematical answer by recursive descent, bounded in depth. Anything it cannot read to the end is null: the
/// caller then compares it as text.
/// </summary>
/// <remarks>
/// answer := relation ((',' | ';') relation)*; relation := union (op union)*; union := common ('∪' common)*;
/// common := ratio (('∩' | '∖') ratio)*; ratio := sum (':' sum)*.
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
        if (text.Length > MathForm.MaxLength || FormulaForm.IsOfVectors(text) || Notation.IsDerivative(text)
            || Tokenizer.Read(Notation.Of(text)) is not { Count: > 0 } tokens)
            return null;

        // A congruence says of a number what an equation does not: n = 5 (mod 7) is no 5.
        if (tokens.Exists(static token => token.Is('⊙')) && tokens.Exists(static token => token.Is('=')))
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

        // -1 mod 3 is 2.
        if (terms[0] is (Sign.Minus, Node.Apply { Function: MathFunction.Mod } remainder))
            terms[0] = (Sign.Plus, remainder with { Argument = Negated(remainder.Argument) });

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
            if (Take('⊙'))
            {
                var sign = TakeSigns();
                if (sign is Sign.Either or Sign.Opposite || ParseFactor() is not { } divisor)
                    return null;
                first = factors.Count == 1 ? factors[0].Item2 : new Node.Product([.. factors]);
                factors = [(false, first = new Node.Apply(MathFunction.Mod, first, sign == Sign.Minus ? Negated(divisor) : divisor))];
            }
            else if (Take('*') || (divides = Take('/')))
            {
                // 2 * -3
                var sign = TakeSigns();
                if (sign is Sign.Either or Sign.Opposite || ParseFactor() is not { } factor)
                    return null;
                factors.Add((divides, sign == Sign.Minus ? Negated(factor) : factor));
            }
            else if (TakesValueOf(factors[^1]) is { } called)
            {
                factors[^1] = (factors[^1].Item1, called);
                first = factors[0].Item2;
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
                return factors.Count == 1 ? first : new Node.Product(factors.ConvertAll(static f => (f.Item1, Unbraced(f.Item2))));
            }
        }
    }

    /// <summary>Braces around one factor among others group: \{a + b\}c.</summary>
    private static Node Unbraced(Node node) => node is Node.Group { Open: '⟨', Items: [var only] } ? only : node;

    /// <summary>A letter right before a number in brackets is the value of a function there: I(0) is no zero. Null elsewhere.</summary>
    private Node.Variable? TakesValueOf((bool, Node) last)
    {
        if (TakesFunction(last.Item2) is { } applied)
            return applied;
        if (last.Item2 is not Node.Variable { Name: [>= 'A' and <= 'z'] } letter || _at + 2 >= _tokens.Count || !Current.Is('(')
            || Current.Spaced || _tokens[_at + 1] is not { Kind: TokenKind.Number } number || !_tokens[_at + 2].Is(')'))
            return null;

        _at += 3;
        return new Node.Variable($"{letter.Name}({number.Value})");
    }

    /// <summary>
    /// A letter that names functions, right before a bracket: f(x + y) is no product, nor is E[X^2]. What stands in the bracket names it.
    /// A letter that is a quantity as often has to look it: h(b + c) is a product, as P(1 + r) is.
    /// </summary>
    private Node.Variable? TakesFunction(Node last)
    {
        if (last is not Node.Variable { Name: var name } || Current.Spaced || !(Current.Is('(') || (Current.Is('[') && name == "E")))
            return null;
        if (!Vocabulary.FunctionLetters.Contains(name) && name is not ("h" or "H" or "P" or "E"))
            return null;

        var start = _at;
        if (ParseGuarded() is { } argument && (Vocabulary.FunctionLetters.Contains(name) || (name is "P" or "E"
                ? Symbols.VariablesOf(argument).Any(static variable => char.IsAsciiLetterUpper(variable[0]))
                : !Symbols.Has(argument, static part => part is Node.Sum { Terms.Count: > 1 })))
            && MathForm.KeyOf(argument) is { } key)
            return new Node.Variable($"{name}({key})");

        _at = start;
        return null;
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
                // f ∘ g
                if (node is Node.Variable && Current.Kind == TokenKind.Name)
                    return null;
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
