using System.Diagnostics.CodeAnalysis;

namespace HeavySim.Records.Problems;

/// <summary>The fields of one record, by normalised name. What nobody takes is left over for the problem's metadata.</summary>
internal sealed class RecordFields
{
    private readonly Dictionary<string, (string Name, JsonElement Value)> _fields = new(StringComparer.Ordinal);

    public RecordFields(JsonElement record)
    {
        foreach (var field in record.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null)
                continue;

            var name = FieldNames.Normalized(field.Name);
            if (_fields.TryGetValue(name, out var before) && FieldNames.IsPartOfAProblem(name))
                Rivals ??= (before.Name, field.Name);
            _fields[name] = (field.Name, field.Value);
        }
    }

    /// <summary>Two fields of one name, as written, for a part of the problem that can only be one of them; null as it should be.</summary>
    public (string First, string Second)? Rivals { get; }

    /// <summary>The names that are there, as written.</summary>
    public IEnumerable<string> Names => _fields.Values.Select(static f => f.Name);

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>Looks at a field and leaves it.</summary>
    public JsonElement? Peek(string name) => _fields.TryGetValue(name, out var field) ? field.Value : null;

    /// <summary>Takes the first of several fields that is there and not blank.</summary>
    public bool TryTake(ReadOnlySpan<string> names, [NotNullWhen(true)] out string? name, out JsonElement value)
    {
        foreach (var candidate in names)
        {
            if (!_fields.TryGetValue(candidate, out var field) || IsBlank(field.Value))
                continue;

            _fields.Remove(candidate);
            (name, value) = (candidate, field.Value);
            return true;
        }

        (name, value) = (null, default);
        return false;
    }

    /// <summary>Takes the text of the first of several fields that is there, or null.</summary>
    public string? TakeText(params ReadOnlySpan<string> names) => TryTake(names, out _, out var value) ? FieldText.Of(value) : null;

    /// <summary>Puts a value in the place of the field of that name.</summary>
    public void Put(string name, JsonElement value) => _fields[name] = (name, value);

    /// <summary>Keeps a text under a name of its own, for the metadata.</summary>
    public void Keep(string name, string text) => _fields[FieldNames.Normalized(name)] = (name, JsonText.Quoted(text));

    /// <summary>All that is left and not blank, as text, in order of names.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in _fields.Values)
        {
            if (!IsBlank(value))
                metadata[name] = FieldText.Of(value);
        }

        return metadata;
    }

    private static bool IsBlank(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString());
}
