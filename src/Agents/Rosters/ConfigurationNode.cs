using System.Runtime.InteropServices;

namespace HeavySim.Agents;

/// <summary>A value in a configuration file that knows its place, for messages that name it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConfigurationNode(JsonElement Value, string File, string Place)
{
    /// <summary>The properties of an object.</summary>
    public IEnumerable<(string Name, ConfigurationNode Node)> Properties()
    {
        if (Value.ValueKind != JsonValueKind.Object)
            throw Error("must be an object");

        foreach (var property in Value.EnumerateObject())
            yield return (
                property.Name, new ConfigurationNode(property.Value, File, Place.Length == 0 ? property.Name : $"{Place}.{property.Name}"));
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<ConfigurationNode> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            throw Error("must be a list");

        var i = 0;
        foreach (var item in Value.EnumerateArray())
            yield return new ConfigurationNode(item, File, $"{Place}[{i++}]");
    }

    /// <summary>A text.</summary>
    public string Text() => Value.ValueKind == JsonValueKind.String ? LenientJson.Text(Value) : throw Error("must be a text");

    /// <summary>True or false.</summary>
    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Value.ValueKind == JsonValueKind.True
        : throw Error("must be true or false");

    /// <summary>A number within a range.</summary>
    public double Number(double least, double most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw Error($"must be a number from {least} to {most}");

    /// <summary>A whole number within a range.</summary>
    public int Count(int least, int most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Error(most == int.MaxValue
                ? $"must be a whole number of at least {least}"
                : $"must be a whole number from {least} to {most}");

    /// <summary>An error about this place. Its value is not shown: it may be a key.</summary>
    public HeavySimException Error(string what) => new($"{File}: {(Place.Length == 0 ? "the file" : Place)} {what}.");

    /// <summary>An error for a field nobody knows.</summary>
    public HeavySimException Unknown(string known) => Error($"is not known; the fields here are {known}");
}
