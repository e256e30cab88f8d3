using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HeavySim.Cli.Rendering;

/// <summary>A result on stdout: one JSON document for machines, else as people read it.</summary>
internal static class DocumentOutput
{
    public static void Write<T>(Terminal terminal, T document, JsonTypeInfo<T> type, bool isJson, Action<IAnsiConsole, T> write)
    {
        if (isJson)
            terminal.Out.WriteLine(JsonSerializer.Serialize(document, type));
        else
            write(terminal.Results, document);
    }
}
