namespace HeavySim.Agents;

/// <summary>
/// Puts tool calls together from pieces that may lack index, id or both, with arguments as text in pieces or as an object.
/// </summary>
internal sealed class ToolCallSlots
{
    private readonly List<Slot> _slots = [];

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => _slots.Count == 0;

    /// <summary>Characters of the arguments so far.</summary>
    public int Length { get; private set; }

    /// <summary>Takes one element of a <c>tool_calls</c> array.</summary>
    public void Accept(JsonElement call)
    {
        var function = call.Get("function") ?? call;
        var name = function.GetText("name");
        var slot = Find(call.GetCount("index"), call.GetText("id"), name);
        if (name is not null && slot.Name is null)
            slot.Name = name;

        Append(slot, function.Get("arguments"));
    }

    /// <summary>Takes a part of a call that is told by its id alone, or the whole of it.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="name">The function's name, or null where it was said before.</param>
    /// <param name="arguments">A piece of its arguments, or null for none.</param>
    /// <param name="isWhole">True when it is no piece but all of them.</param>
    public void Accept(string? id, string? name, JsonElement? arguments, bool isWhole)
    {
        var slot = Find(null, id, name);
        slot.Name ??= name;
        if (isWhole && arguments is { ValueKind: JsonValueKind.String })
            slot.Arguments.Clear();

        Append(slot, arguments);
    }

    /// <summary>The calls, each with an id; arguments that are no JSON (cut by the token limit) come with the error instead.</summary>
    public IEnumerable<FunctionCallContent> Finish()
    {
        for (var i = 0; i < _slots.Count; i++)
        {
            var slot = _slots[i];
            yield return FunctionCallContent.CreateFromParsedArguments(
                slot.Arguments.ToString(), slot.Id ?? $"call_{i}", slot.Name ?? "", ParseArguments);
        }
    }

    private Slot Find(long? index, string? id, string? name)
    {
        // By index where there is one, but a new id under an old index is a new call all the same (Gemini says 0 for each).
        var slot = index is not null
            ? _slots.FindLast(slot => slot.Index == index && (id is null || slot.Id is null || slot.Id == id))
            : id is not null
                ? _slots.FindLast(slot => slot.Id == id)
                : name is null && _slots.Count > 0 ? _slots[^1] : null;

        if (slot is null)
        {
            slot = new Slot { Index = index };
            _slots.Add(slot);
        }

        slot.Id ??= id;
        return slot;
    }

    private void Append(Slot slot, JsonElement? arguments)
    {
        switch (arguments)
        {
            case { ValueKind: JsonValueKind.String } text:
                var piece = text.Text();
                Length += piece.Length;
                slot.Arguments.Append(piece);
                break;
            case { ValueKind: JsonValueKind.Object } whole:
                slot.Arguments.Clear().Append(whole.GetRawText());
                Length += slot.Arguments.Length;
                break;
        }
    }

    private static IDictionary<string, object?> ParseArguments(string text)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(text))
            return arguments;

        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The arguments are no object.");

        foreach (var property in document.RootElement.EnumerateObject())
            arguments[property.Name] = property.Value.Clone();

        return arguments;
    }

    private sealed class Slot
    {
        public long? Index { get; init; }

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
