using System.Globalization;

namespace HeavySim.LocalModels;

/// <summary>Values as Python's json writes them, which is what Hugging Face's tojson gives: nothing is escaped for HTML.</summary>
internal sealed class JsonText(
    Rendering rendering, bool asciiOnly, string? indent, string itemSeparator, string keySeparator, bool sortKeys)
{
    private readonly StringBuilder _text = new();

    /// <summary>A value.</summary>
    public string Of(object? value)
    {
        Write(value, depth: 0);
        return _text.ToString();
    }

    private void Write(object? value, int depth)
    {
        if (depth > Limits.ValueDepth)
            throw TemplateException.Failure($"values nested more than {Limits.ValueDepth} deep cannot be written");

        switch (value)
        {
            case string words:
                BoundedText.Append(_text, Quoted(words));
                break;
            case SequenceValue { Kind: SequenceKind.List or SequenceKind.Tuple } sequence:
                WriteAll("[", sequence.Items, "]", depth, item => Write(item, depth + 1));
                break;
            case DictValue dict:
                WriteAll("{", Entries(dict), "}", depth, entry => WriteEntry(entry, depth));
                break;
            default:
                BoundedText.Append(_text, Plain(value));
                break;
        }
    }

    private void WriteAll<T>(string open, IReadOnlyList<T> items, string close, int depth, Action<T> write)
    {
        BoundedText.Append(_text, open);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                BoundedText.Append(_text, itemSeparator);

            NewLine(depth + 1);
            write(items[i]);
        }

        if (items.Count > 0)
            NewLine(depth);

        BoundedText.Append(_text, close);
    }

    private void WriteEntry(KeyValuePair<object, object?> entry, int depth)
    {
        BoundedText.Append(_text, Quoted(entry.Key as string ?? Plain(entry.Key)));
        BoundedText.Append(_text, keySeparator);
        Write(entry.Value, depth + 1);
    }

    private List<KeyValuePair<object, object?>> Entries(DictValue dict)
    {
        var entries = dict.Entries.ToList();
        return sortKeys ? Sorting.By(rendering, entries, static e => e.Key, isDescending: false) : entries;
    }

    private void NewLine(int depth)
    {
        if (indent is not null)
            BoundedText.Append(_text, "\n" + BoundedText.Repeat(indent, depth));
    }

    private static string Plain(object? value) => value switch
    {
        null => "null",
        true => "true",
        false => "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => PythonText.OfFloat(number),
        double number => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity",
        _ => throw TemplateException.Failure($"a value of type '{TypeName.Of(value)}' cannot be written as JSON"),
    };

    private string Quoted(string words)
    {
        var quoted = new StringBuilder(words.Length + 2).Append('"');
        foreach (var character in words)
        {
            var known = "\"\\\n\r\t\b\f".IndexOf(character, StringComparison.Ordinal);
            if (known >= 0)
                quoted.Append('\\').Append("\"\\nrtbf"[known]);
            else if (character < ' ' || (asciiOnly && character > '~'))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
