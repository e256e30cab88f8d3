namespace HeavySim.LocalModels;

/// <summary>The filters, <c>a | f</c>; one more is one line. Those of lists are in <see cref="ListFilters"/>.</summary>
internal static partial class Filters
{
    /// <summary>All of them.</summary>
    public static OperationTable Known { get; } = new()
    {
        { "trim", "chars", static c => PythonString.Strip(c.SubjectText, c.TextOrNone(0)) },
        { "upper", "", static c => c.SubjectText.ToUpperInvariant() },
        { "lower", "", static c => c.SubjectText.ToLowerInvariant() },
        { "capitalize", "", static c => PythonString.Capitalize(c.SubjectText) },
        { "title", "", static c => Title(c.SubjectText) },
        { "replace", "old new count", static c => Methods.Replace(
            c, c.SubjectText, PythonText.Of(c.Value(0)), PythonText.Of(c.Value(1)), c.Value(2, null) is null ? -1 : c.Whole(2, -1)) },
        { "split", "sep maxsplit", static c => Methods.Split(c, fromRight: false) },
        { "indent", "width first blank", Indent },
        // Nothing is escaped for HTML, so that nothing has to be marked as safe.
        { "string safe", "", static c => c.SubjectText },
        { "default d", "default_value boolean", static c =>
            c.Subject is Undefined || (c.Flag(1) && !Truth.Of(c.Subject)) ? c.Value(0, "") : c.Subject },
        { "tojson", "ensure_ascii indent separators sort_keys", ToJson },
        { "int", "default", static c => ToWhole(c.Subject, c.Value(0, 0L)) },
        { "float", "default", static c => ToReal(c.Subject, c.Value(0, 0d)) },
        { "abs", "", Absolute },
        { "round", "precision method", Round },
        ListFilters.Known,
    };

    private static string Title(string text)
    {
        var titled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var beginsWord = i == 0 || "-({[<".Contains(text[i - 1], StringComparison.Ordinal) || PythonString.Blanks.Contains(text[i - 1]);
            titled.Append(beginsWord ? char.ToUpperInvariant(text[i]) : char.ToLowerInvariant(text[i]));
        }

        return titled.ToString();
    }

    private static string Indent(Call call)
    {
        var indentation = call.Value(0, 4L) as string ?? BoundedText.Repeat(" ", call.Whole(0, 4));
        var blank = call.Flag(2);
        var lines = PythonString.Lines(call.SubjectText + "\n");
        var indented = lines.Select((line, i) => i == 0 || (line.Length == 0 && !blank) ? line : BoundedText.Join(indentation, line));
        var text = BoundedText.Join("\n", indented);
        return call.Flag(1) ? BoundedText.Join(indentation, text) : text;
    }

    private static string ToJson(Call call)
    {
        var indent = call.Value(1, null) switch
        {
            null => null,
            string text => text,
            _ => BoundedText.Repeat(" ", call.Whole(1, 0)),
        };
        var separators = call.Value(2, null) is null ? null : Iteration.Of(call.Value(2), call.Rendering);
        if (separators is not null && (separators.Count != 2 || separators.Any(static s => s is not string)))
            throw TemplateException.Failure("'tojson' needs two texts as 'separators'");

        return new JsonText(
            call.Rendering,
            call.Flag(0),
            indent,
            separators?[0] as string ?? (indent is null ? ", " : ","),
            separators?[1] as string ?? ": ",
            call.Flag(3)).Of(call.Subject);
    }
}
