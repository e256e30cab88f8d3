using System.Globalization;

namespace HeavySim.Simulation;

/// <summary>Finds and evaluates plain arithmetic in a question ("What is 17 * (3 + 4)?"): numbers, + - * / ^, parentheses, × ÷ −.</summary>
internal ref struct QuestionCalculator
{
    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private QuestionCalculator(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The value of the longest piece of arithmetic in a text, or null when it has none with an operator in it.</summary>
    public static double? Find(string question)
    {
        double? found = null;
        var longest = 0;
        for (var i = 0; i < question.Length; i++)
        {
            // Only from the beginning of a number or parenthesis, and not from inside a word.
            if (!(char.IsAsciiDigit(question[i]) || question[i] is '(' or '-' or '−') || (i > 0 && char.IsLetterOrDigit(question[i - 1])))
                continue;

            var reader = new QuestionCalculator(question.AsSpan(i));
            var value = reader.Sum();
            var length = reader._at;
            if (value is { } number && double.IsFinite(number) && length > longest && HasOperator(question.AsSpan(i, length)))
                (found, longest) = (number, length);

            i += Math.Max(0, length - 1);
        }

        return found;
    }

    private static bool HasOperator(ReadOnlySpan<char> text) => text.Length > 1 && text[1..].IndexOfAny("+-*/^×÷−") >= 0;

    private double? Sum()
    {
        if (++_depth > 64)
            return null;

        var left = Product();
        while (left is not null)
        {
            var before = _at;
            var sign = Operator("+-−");
            if (sign is null)
                break;

            if (Product() is not { } right)
            {
                _at = before;
                break;
            }

            left = sign == '+' ? left + right : left - right;
        }

        _depth--;
        return left;
    }

    private double? Product()
    {
        var left = Power();
        while (left is not null)
        {
            var before = _at;
            var sign = Operator("*/×÷");
            if (sign is null)
                break;

            if (Power() is not { } right)
            {
                _at = before;
                break;
            }

            left = sign is '*' or '×' ? left * right : left / right;
        }

        return left;
    }

    private double? Power()
    {
        var left = Factor();
        var before = _at;
        if (left is null || Operator("^") is null)
            return left;

        if (Factor() is { } right)
            return Math.Pow(left.Value, right);

        _at = before;
        return left;
    }

    private double? Factor()
    {
        var before = _at;
        if (Operator("-−") is not null)
        {
            if (++_depth <= 64 && Factor() is { } positive)
            {
                _depth--;
                return -positive;
            }

            _at = before;
            return null;
        }

        if (Operator("(") is not null)
        {
            if (Sum() is { } inner && Operator(")") is not null)
                return inner;

            _at = before;
            return null;
        }

        var start = SkipSpaces(_at);
        var end = start;
        while (end < _text.Length
            && (char.IsAsciiDigit(_text[end]) || (_text[end] is '.' or ',' && end + 1 < _text.Length && char.IsAsciiDigit(_text[end + 1]))))
            end++;

        if (!double.TryParse(
            _text[start..end], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
            return null;

        _at = end;
        return number;
    }

    private char? Operator(string signs)
    {
        var at = SkipSpaces(_at);
        if (at >= _text.Length || !signs.Contains(_text[at], StringComparison.Ordinal))
            return null;

        _at = at + 1;
        return _text[at];
    }

    private readonly int SkipSpaces(int at)
    {
        while (at < _text.Length && _text[at] == ' ')
            at++;

        return at;
    }
}
