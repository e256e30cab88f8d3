using System.Globalization;
using System.Text.RegularExpressions;

namespace HeavySim.Records.Problems;

/// <summary>The options of a multiple-choice record and their labels, from any of the forms that published sets use.</summary>
/// <param name="Texts">The options in order, without labels.</param>
/// <param name="Labels">Their labels in the record, in the same order.</param>
internal sealed partial record ChoiceList(IReadOnlyList<string> Texts, IReadOnlyList<string> Labels)
{
    private static readonly string[] ColumnPrefixes = ["", "option_", "choice_", "option", "choice", "op"];

    /// <summary>Takes the choices out of a record, or null when it has none.</summary>
    public static ChoiceList? Take(RecordFields fields)
    {
        foreach (var name in FieldNames.Choices)
        {
            // What cannot be read stays, so that it is told of.
            if (fields.Peek(name) is { } value && Of(value) is { } choices && fields.TryTake([name], out _, out _))
                return choices;
        }

        // AI2 ARC nests its choices inside the question.
        if (fields.Peek("question") is { ValueKind: JsonValueKind.Object } question && question.TryGetProperty("choices", out var nested))
            return Of(nested);

        foreach (var prefix in ColumnPrefixes)
        {
            if (!fields.Has(prefix + "a") || !fields.Has(prefix + "b"))
                continue;
            var texts = new List<string>();
            while (texts.Count < 26 && fields.TakeText(prefix + (char)('a' + texts.Count)) is { } text)
                texts.Add(text);
            return Lettered(texts);
        }

        return null;
    }

    /// <summary>The gold as the letter of a choice where it can be told, else as it is written.</summary>
    public string Letter(JsonElement gold)
    {
        var text = FieldText.OfGold(gold).Trim();
        var isIndex = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < Texts.Count;
        if (isIndex && gold.ValueKind == JsonValueKind.Number)
            return QuestionText.Label(index);

        var at = IndexOf(Labels, text.Trim('(', ')', '.', ' '));
        if (at < 0)
            at = IndexOf(Texts, text);
        if (at < 0 && isIndex)
            at = index;

        return at < 0 ? text : QuestionText.Label(at);
    }

    private static ChoiceList? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 0 => value[0].ValueKind == JsonValueKind.Object
            ? OfObjects(value)
            : Lettered([.. value.EnumerateArray().Select(FieldText.Of)]),
        JsonValueKind.Object => OfObject(value),
        JsonValueKind.String => OfText(value.GetString() ?? ""),
        _ => null,
    };

    private static ChoiceList OfObjects(JsonElement list)
    {
        var texts = new List<string>();
        var labels = new List<string>();
        foreach (var choice in list.EnumerateArray())
        {
            var fields = new RecordFields(choice);
            labels.Add(fields.TakeText("label", "key", "id") ?? QuestionText.Label(labels.Count));
            texts.Add(fields.TakeText("text", "content", "value", "choice") ?? FieldText.Of(choice));
        }

        return new(texts, labels);
    }

    private static ChoiceList? OfObject(JsonElement choices)
    {
        if (choices.TryGetProperty("text", out var texts) && texts.ValueKind == JsonValueKind.Array)
        {
            var list = Lettered([.. texts.EnumerateArray().Select(FieldText.Of)]);
            return choices.TryGetProperty("label", out var labels) && labels.ValueKind == JsonValueKind.Array
                && labels.GetArrayLength() == list.Texts.Count
                ? list with { Labels = [.. labels.EnumerateArray().Select(FieldText.Of)] }
                : list;
        }

        var named = choices.EnumerateObject().OrderBy(static c => c.Name, StringComparer.Ordinal).ToList();
        return named.Count == 0
            ? null
            : new([.. named.Select(static c => FieldText.Of(c.Value))], [.. named.Select(static c => c.Name.Trim())]);
    }

    /// <summary>A cell of a CSV file: a JSON list, a Python list, or lines.</summary>
    private static ChoiceList? OfText(string text)
    {
        text = text.Trim();
        if (text.StartsWith('[') || text.StartsWith('{'))
        {
            try
            {
                return Of(JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(text)));
            }
            catch (JsonException)
            {
                return PythonList.TryRead(text) is { } items ? Lettered(items) : null;
            }
        }

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? Lettered(lines) : null;
    }

    private static ChoiceList Lettered(IReadOnlyList<string> texts)
    {
        var labels = Enumerable.Range(0, texts.Count).Select(QuestionText.Label).ToList();
        var hasLabels = texts.Count > 0;
        for (var i = 0; i < texts.Count && hasLabels; i++)
            hasLabels = LabelPrefix().Match(texts[i]) is { Success: true } match
                && string.Equals(match.Groups["label"].Value, labels[i], StringComparison.OrdinalIgnoreCase);

        return new(hasLabels ? [.. texts.Select(static t => t[LabelPrefix().Match(t).Length..].Trim())] : texts, labels);
    }

    private static int IndexOf(IReadOnlyList<string> items, string item)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (string.Equals(items[i].Trim(), item, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    [
        GeneratedRegex(
            @"^\s*\(?(?<label>[A-Za-z])\s*[).:]\s*",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex LabelPrefix();
}
