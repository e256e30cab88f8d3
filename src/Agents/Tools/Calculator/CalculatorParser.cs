using System.Numerics;
using HeavySim.Mathematics;

namespace HeavySim.Agents.Tools;

/// <summary>
/// Reads an expression once from left to right and calculates as it goes: recursive descent, its depth bounded, so time is linear in
/// the text and the stack is safe. From loosest to tightest: + −; * / // % (and juxtaposition is an error); sign; ^ or ** (to the
/// right); ! ; numbers, names, calls, parentheses.
/// </summary>
internal ref struct CalculatorParser(ReadOnlySpan<char> text)
{
    private const int MaximumDepth = 100;
    private readonly CalculatorFunctions _functions = new();
    private readonly ReadOnlySpan<char> _text = text;
    private int _position = 0;
    private int _depth = 0;

    public Number Parse()
    {
        var value = Sum();
        SkipSpace();
        if (_position < _text.Length)
            throw Unexpected("an operator or the end");

        return value;
    }

    private Number Sum()
    {
        var value = Product();
        while (true)
        {
            if (Take("+"))
                value += Product();
            else if (Take("-") || Take("−") || Take("–"))
                value -= Product();
            else
                return value;
        }
    }

    private Number Product()
    {
        var value = Signed();
        while (true)
        {
            if (Take("//"))
                value = _functions.Apply("floor", [value / Signed()]);
            else if (Take("/") || Take("÷"))
                value /= Signed();
            else if (!Ahead("**") && (Take("*") || Take("×") || Take("·")))
                value *= Signed();
            else if (Take("%"))
                value = CalculatorFunctions.Modulo(value, Signed());
            else
                return value;
        }
    }

    private Number Signed()
    {
        if (++_depth > MaximumDepth)
            throw new CalculationException($"more than {MaximumDepth} levels of nesting");

        var value = Take("-") || Take("−") || Take("–") ? -Signed() : Take("+") ? Signed() : Power();
        _depth--;
        return value;
    }

    private Number Power()
    {
        var value = Factorials();
        return Take("^") || Take("**") ? Number.Power(value, Signed()) : value;
    }

    private Number Factorials()
    {
        var value = Primary();
        while (!Ahead("!=") && Take("!"))
            value = _functions.Factorial(value);

        return value;
    }

    private Number Primary()
    {
        SkipSpace();
        if (_position >= _text.Length)
            throw new CalculationException("the expression ends where a value is expected");
        if (Take("("))
            return Closed();
        if (Take("√"))
            return _functions.Apply("sqrt", [Primary()]);
        if (char.IsAsciiDigit(_text[_position]) || _text[_position] == '.')
            return Literal();
        if (char.IsLetter(_text[_position]))
            return Named();

        throw Unexpected("a number, a name or '('");
    }

    private Number Closed()
    {
        var value = Sum();
        return Take(")") ? value : throw Unexpected("')'");
    }

    private Number Named()
    {
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '_'))
            _position++;

        var name = _text[start.._position].ToString();
        if (!Take("("))
        {
            return CalculatorFunctions.Constant(name) ?? throw new CalculationException(CalculatorFunctions.Knows(name)
                ? $"'{name}' is a function: write {name}(…)"
                : $"'{name}' is not known; functions: {string.Join(" ", CalculatorFunctions.Names)}; constants: pi e tau phi");
        }

        if (!CalculatorFunctions.Knows(name))
            throw new CalculationException($"there is no function '{name}'; functions: {string.Join(" ", CalculatorFunctions.Names)}");

        var arguments = new List<Number>();
        if (!Take(")"))
        {
            do
                arguments.Add(Sum());
            while (Take(",") || Take(";"));

            if (!Take(")"))
                throw Unexpected("',' or ')'");
        }

        return _functions.Apply(name, arguments);
    }

    /// <summary>Digits, a point, an exponent: taken exactly, so .1 is one tenth.</summary>
    private Number Literal()
    {
        var whole = Digits();
        var fraction = _position < _text.Length && _text[_position] == '.' && ++_position > 0 ? Digits() : "";
        if (whole.Length + fraction.Length == 0)
            throw new CalculationException("a point without digits");

        var exponent = Exponent() - fraction.Length;
        if (Math.Abs(exponent) > 9_000)
            throw new CalculationException("a number's exponent is beyond 4,900 digits");

        var digits = BigInteger.Parse(string.Concat("0", whole, fraction));
        return Number.Of(new Rational(digits) * new Rational(10).Power(exponent));
    }

    /// <summary>An exponent part, if there is one whole: "2e" and "2exp(1)" have none.</summary>
    private int Exponent()
    {
        var rest = _text[_position..];
        if (rest is not ['e' or 'E', ..])
            return 0;

        var length = rest.Length > 1 && rest[1] is '+' or '-' ? 2 : 1;
        var start = length;
        while (length < rest.Length && char.IsAsciiDigit(rest[length]))
            length++;
        if (length == start)
            return 0;

        _position += length;
        if (length - start > 6)
            throw new CalculationException("a number's exponent is beyond 4,900 digits");

        var value = int.Parse(rest[start..length]);
        return rest[1] == '-' ? -value : value;
    }

    private string Digits()
    {
        var start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;

        return _text[start.._position].ToString();
    }

    private bool Ahead(string symbol)
    {
        SkipSpace();
        return _text[_position..].StartsWith(symbol, StringComparison.Ordinal);
    }

    private bool Take(string symbol)
    {
        if (!Ahead(symbol))
            return false;

        _position += symbol.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
            _position++;
    }

    private readonly CalculationException Unexpected(string wanted) => new(_position < _text.Length
        ? $"expected {wanted} at position {_position + 1}, before '{_text[_position..Math.Min(_text.Length, _position + 12)]}'"
        : $"expected {wanted}, and the expression ends");
}
