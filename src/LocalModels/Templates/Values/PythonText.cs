using System.Globalization;

namespace HeavySim.LocalModels;

/// <summary>Values as Python writes them.</summary>
internal static class PythonText
{
    /// <summary>A value as <c>str</c> writes it.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        Undefined => "",
        _ => Repr(value),
    };

    /// <summary>A value as <c>repr</c> writes it.</summary>
    public static string Repr(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, depth: 0);
        return text.ToString();
    }

    /// <summary>A float as Python writes it: the shortest digits that mean it, with a point or an exponent.</summary>
    public static string OfFloat(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";

        // As "d.ddE+xxx" in the shortest form, from which the places are set.
        var written = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 17; digits++)
        {
            written = number.ToString("E" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(written, CultureInfo.InvariantCulture) == number)
                break;
        }

        var sign = written[0] == '-' ? "-" : "";
        var mark = written.IndexOf('E', StringComparison.Ordinal);
        var mantissa = written[sign.Length..mark].Replace(".", "", StringComparison.Ordinal);
        var exponent = int.Parse(written[(mark + 1)..], CultureInfo.InvariantCulture);
        return sign + (exponent is < -4 or >= 16 ? WithExponent(mantissa, exponent) : WithPoint(mantissa, exponent));
    }

    private static string WithExponent(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string WithPoint(string digits, int exponent)
    {
        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;

        var whole = digits.Length > exponent ? digits[..(exponent + 1)] : digits.PadRight(exponent + 1, '0');
        return whole + "." + (digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0");
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (depth > Limits.ValueDepth)
            throw TemplateException.Failure($"values nested more than {Limits.ValueDepth} deep cannot be written");

        switch (value)
        {
            case string words:
                WriteQuoted(text, words);
                break;
            case SequenceValue sequence:
                WriteSequence(text, sequence, depth);
                break;
            case DictValue dict:
                WriteDict(text, dict, depth);
                break;
            default:
                BoundedText.Append(text, Plain(value));
                break;
        }
    }

    private static string Plain(object? value) => value switch
    {
        null => "None",
        true => "True",
        false => "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => OfFloat(number),
        Undefined => "Undefined",
        _ => throw TemplateException.Failure($"a value of type '{TypeName.Of(value)}' cannot be written"),
    };

    private static void WriteSequence(StringBuilder text, SequenceValue sequence, int depth)
    {
        if (sequence.Kind is not (SequenceKind.List or SequenceKind.Tuple))
            throw TemplateException.Failure($"a value of type '{TypeName.Of(sequence)}' cannot be written");

        var isList = sequence.Kind == SequenceKind.List;
        BoundedText.Append(text, isList ? "[" : "(");
        for (var i = 0; i < sequence.Count; i++)
        {
            if (i > 0)
                BoundedText.Append(text, ", ");

            Write(text, sequence.Items[i], depth + 1);
        }

        BoundedText.Append(text, isList ? "]" : sequence.Count == 1 ? ",)" : ")");
    }

    private static void WriteDict(StringBuilder text, DictValue dict, int depth)
    {
        BoundedText.Append(text, "{");
        var isFirst = true;
        foreach (var (key, value) in dict.Entries)
        {
            if (!isFirst)
                BoundedText.Append(text, ", ");

            Write(text, key, depth + 1);
            BoundedText.Append(text, ": ");
            Write(text, value, depth + 1);
            isFirst = false;
        }

        BoundedText.Append(text, "}");
    }

    private static void WriteQuoted(StringBuilder text, string words)
    {
        var quote = words.Contains('\'', StringComparison.Ordinal) && !words.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        for (var i = 0; i < words.Length; i++)
        {
            var length = PythonString.IsPair(words, i) ? 2 : 1;
            WriteCharacter(quoted, words.AsSpan(i, length), quote);
            i += length - 1;
        }

        BoundedText.Append(text, quoted.Append(quote).ToString());
    }

    private static void WriteCharacter(StringBuilder text, ReadOnlySpan<char> character, char quote)
    {
        var known = "\\\n\r\t".IndexOf(character[0], StringComparison.Ordinal);
        if (known >= 0)
            text.Append('\\').Append("\\nrt"[known]);
        else if (character[0] == quote)
            text.Append('\\').Append(quote);
        else if (IsPrintable(character))
            text.Append(character);
        else if (character.Length == 2)
            text.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(character[0], character[1]):x8}");
        else
            text.Append(CultureInfo.InvariantCulture, $"\\{(character[0] < 256 ? 'x' : 'u')}")
                .Append(((int)character[0]).ToString(character[0] < 256 ? "x2" : "x4", CultureInfo.InvariantCulture));
    }

    private static bool IsPrintable(ReadOnlySpan<char> character)
    {
        var category = character.Length == 2
            ? CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(character[0], character[1]))
            : CharUnicodeInfo.GetUnicodeCategory(character[0]);
        return character[0] == ' ' || category is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);
    }
}
