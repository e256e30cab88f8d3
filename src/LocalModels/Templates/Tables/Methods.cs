namespace HeavySim.LocalModels;

/// <summary>The methods of values; one more is one line. None changes its value, as in Hugging Face's sandbox.</summary>
internal static class Methods
{
    private static readonly OperationTable None = [];

    private static readonly OperationTable OfText = new()
    {
        { "strip", "chars", static c => Strip(c, left: true, right: true) },
        { "lstrip", "chars", static c => Strip(c, left: true, right: false) },
        { "rstrip", "chars", static c => Strip(c, left: false, right: true) },
        { "split", "sep maxsplit", static c => Split(c, fromRight: false) },
        { "rsplit", "sep maxsplit", static c => Split(c, fromRight: true) },
        { "splitlines", "keepends", static c => Texts(c, PythonString.Lines(c.SubjectText, c.Flag(0))) },
        { "startswith", "prefix", static c => IsAny(c, static (text, part) => text.StartsWith(part, StringComparison.Ordinal)) },
        { "endswith", "suffix", static c => IsAny(c, static (text, part) => text.EndsWith(part, StringComparison.Ordinal)) },
        { "removeprefix", "prefix", static c => c.SubjectText.StartsWith(c.Text(0), StringComparison.Ordinal)
            ? c.SubjectText[c.Text(0).Length..] : c.SubjectText },
        { "removesuffix", "suffix", static c => c.SubjectText.EndsWith(c.Text(0), StringComparison.Ordinal)
            ? c.SubjectText[..^c.Text(0).Length] : c.SubjectText },
        { "upper", "", static c => c.SubjectText.ToUpperInvariant() },
        { "lower", "", static c => c.SubjectText.ToLowerInvariant() },
        { "title", "", static c => PythonString.Title(c.SubjectText) },
        { "capitalize", "", static c => PythonString.Capitalize(c.SubjectText) },
        { "replace", "old new count", static c => Replace(c, c.SubjectText, c.Text(0), c.Text(1), c.Whole(2, -1)) },
        { "find", "sub", static c => Find(c, static (text, part) => text.IndexOf(part, StringComparison.Ordinal)) },
        { "rfind", "sub", static c => Find(c, static (text, part) => text.LastIndexOf(part, StringComparison.Ordinal)) },
        { "count", "sub", Count },
        { "join", "iterable", static c => BoundedText.Join(c.SubjectText, Iteration.Of(c.Value(0), c.Rendering).Select(OnlyText)) },
        { "isdigit", "", static c => c.SubjectText.Length > 0 && c.SubjectText.All(char.IsAsciiDigit) },
        { "isspace", "", static c => c.SubjectText.Length > 0 && PythonString.Strip(c.SubjectText, chars: null).Length == 0 },
        { "isupper", "", static c => c.SubjectText.Any(char.IsUpper) && !c.SubjectText.Any(char.IsLower) },
        { "islower", "", static c => c.SubjectText.Any(char.IsLower) && !c.SubjectText.Any(char.IsUpper) },
    };

    private static readonly OperationTable OfDict = new()
    {
        { "get", "key default", static c => ((DictValue)c.Subject!).TryGet(c.Value(0), out var value) ? value : c.Value(1, null) },
        { "items", "", static c => SequenceValue.Of(((DictValue)c.Subject!).Pairs, SequenceKind.View) },
        { "keys", "", static c => SequenceValue.Of(((DictValue)c.Subject!).Keys, SequenceKind.View) },
        { "values", "", static c => SequenceValue.Of(((DictValue)c.Subject!).Values, SequenceKind.View) },
    };

    private static readonly OperationTable OfList = new()
    {
        { "index", "value", static c => Place(c) },
        { "count", "value", static c => (long)List(c).Count(item => Comparison.AreEqual(c.Rendering, item, c.Value(0))) },
        { "append", "value", ChangesList },
        { "extend", "values", ChangesList },
        { "insert", "index value", ChangesList },
        { "pop", "index", ChangesList },
    };

    /// <summary>The methods that a value has.</summary>
    public static OperationTable Of(object? value) => value switch
    {
        string => OfText,
        DictValue => OfDict,
        SequenceValue { HasPlaces: true } => OfList,
        _ => None,
    };

    /// <summary>A text cut at a separator, or into its words where none is given.</summary>
    public static SequenceValue Split(Call call, bool fromRight)
    {
        var text = call.SubjectText;
        if (call.TextOrNone(0) is not { } separator)
            return Texts(call, PythonString.Words(text, call.Whole(1, -1), fromRight));

        if (separator.Length == 0)
            throw TemplateException.Failure("a text cannot be split at an empty one");

        call.Rendering.ChargeSearch(text, separator);
        return Texts(call, PythonString.Split(text, separator, call.Whole(1, -1), fromRight));
    }

    /// <summary>A text with one part of it in the place of another, at most so often (always if negative).</summary>
    public static string Replace(Call call, string text, string old, string with, long count)
    {
        if (old.Length == 0)
            throw TemplateException.Unknown("the replacement of an empty text");

        call.Rendering.ChargeSearch(text, old);
        var parts = PythonString.Split(text, old, count, fromRight: false);
        call.Rendering.Charge(parts.Count / 4);
        return BoundedText.Join(with, parts);
    }

    private static SequenceValue Texts(Call call, List<string> texts)
    {
        call.Rendering.Charge(texts.Count / 4);
        return SequenceValue.Of(texts);
    }

    private static string Strip(Call call, bool left, bool right)
    {
        call.Rendering.ChargeFor(call.TextOrNone(0));
        return PythonString.Strip(call.SubjectText, call.TextOrNone(0), left, right);
    }

    private static object? IsAny(Call call, Func<string, string, bool> isPart)
    {
        return call.Value(0) is SequenceValue parts ? parts.Items.Any(part => IsOne(OnlyText(part))) : IsOne(call.Text(0));

        bool IsOne(string part)
        {
            call.Rendering.Charge(1);
            call.Rendering.ChargeFor(part);
            return isPart(call.SubjectText, part);
        }
    }

    private static object? Find(Call call, Func<string, string, int> find)
    {
        call.Rendering.ChargeSearch(call.SubjectText, call.Text(0));
        var at = find(call.SubjectText, call.Text(0));
        return at < 0 ? -1L : (long)PythonString.Length(call.SubjectText[..at]);
    }

    private static object? Count(Call call)
    {
        if (call.Text(0).Length == 0)
            return PythonString.Length(call.SubjectText) + 1L;

        call.Rendering.ChargeSearch(call.SubjectText, call.Text(0));
        return (long)call.SubjectText.AsSpan().Count(call.Text(0));
    }

    private static long Place(Call call)
    {
        var items = List(call);
        for (var i = 0; i < items.Count; i++)
        {
            if (Comparison.AreEqual(call.Rendering, items[i], call.Value(0)))
                return i;
        }

        throw TemplateException.Failure("the list has no such item");
    }

    private static IReadOnlyList<object?> List(Call call) => ((SequenceValue)call.Subject!).Items;

    private static object? ChangesList(Call call) =>
        throw TemplateException.Failure("it changes a list in place, which is not allowed in the sandbox of chat templates");

    private static string OnlyText(object? value) => value as string
        ?? throw TemplateException.Failure($"a text is needed, not '{TypeName.Of(value)}'");
}
