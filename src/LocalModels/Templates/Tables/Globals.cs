using System.Globalization;

namespace HeavySim.LocalModels;

/// <summary>The functions that every template has; one more is one line.</summary>
internal static class Globals
{
    /// <summary>All of them.</summary>
    public static OperationTable Known { get; } = new()
    {
        { "raise_exception", "message", static c => throw new TemplateException(TemplateFault.Refusal, PythonText.Of(c.Value(0))) },
        { "strftime_now", "format", static c => Date.Written(c.Rendering.Time.GetLocalNow(), c.Text(0)) },
        { "namespace", OperationTable.Any, static c => Namespace(c.Given) },
        { "dict", OperationTable.Any, static c => Dict(c.Given) },
        { "range", "start stop step", Range },
    };

    private static NamespaceValue Namespace(Arguments given)
    {
        var holder = new NamespaceValue();
        foreach (var (name, value) in Dict(given).Entries)
            holder.Attributes[PythonText.Of(name)] = value;

        return holder;
    }

    private static DictValue Dict(Arguments given)
    {
        var dict = new DictValue();
        if (given.Positional.Count > 1 || (given.Positional.Count == 1 && given.Positional[0] is not DictValue))
            throw TemplateException.Failure("a dict is made of another dict and of arguments by name");

        if (given.Positional.Count == 1)
        {
            foreach (var (key, value) in ((DictValue)given.Positional[0]!).Entries)
                dict.Set(key, value);
        }

        foreach (var (name, value) in given.Named)
            dict.Set(name, value);

        return dict;
    }

    private static SequenceValue Range(Call call)
    {
        var hasStop = call.Has(1);
        _ = call.Value(0);
        var (begin, end, step) = (hasStop ? call.Whole(0, 0) : 0, hasStop ? call.Whole(1, 0) : call.Whole(0, 0), call.Whole(2, 1));
        if (step == 0)
            throw TemplateException.Failure("the step of a range cannot be zero");

        var count = Math.Ceiling(((double)end - begin) / step);
        if (count > Limits.Range)
            throw TemplateException.Failure($"a range has more than {Limits.Range} numbers");

        var items = new object?[Math.Max(0, (int)count)];
        for (var i = 0; i < items.Length; i++)
            items[i] = begin + (i * step);

        return new SequenceValue(items, SequenceKind.Range);
    }
}

/// <summary>A date as Python's strftime writes it; one more directive is one line.</summary>
internal static class Date
{
    private static readonly Dictionary<char, string> Directives = new()
    {
        ['Y'] = "yyyy",
        ['y'] = "yy",
        ['m'] = "MM",
        ['B'] = "MMMM",
        ['b'] = "MMM",
        ['d'] = "dd",
        ['A'] = "dddd",
        ['a'] = "ddd",
        ['H'] = "HH",
        ['I'] = "hh",
        ['M'] = "mm",
        ['S'] = "ss",
        ['p'] = "tt",
        ['F'] = "yyyy-MM-dd",
        ['T'] = "HH:mm:ss",
    };

    /// <summary>The date in a form.</summary>
    public static string Written(DateTimeOffset date, string form)
    {
        var text = new StringBuilder();
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] != '%' || i + 1 == form.Length)
                BoundedText.Append(text, form.Substring(i, 1));
            else
                BoundedText.Append(text, Part(date, form[++i]));
        }

        return text.ToString();
    }

    private static string Part(DateTimeOffset date, char directive) => directive switch
    {
        '%' => "%",
        'j' => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'e' => date.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        _ when Directives.TryGetValue(directive, out var form) => date.ToString(form, CultureInfo.InvariantCulture),
        _ => throw TemplateException.Unknown($"the date directive '%{directive}'"),
    };
}
