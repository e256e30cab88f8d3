using System.Text.Json.Serialization;

namespace HeavySim.Programs;

/// <summary>What the supervisor is told, as one line of JSON.</summary>
internal sealed record PythonRequest(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("seconds")] double Seconds,
    [property: JsonPropertyName("memory")] long Memory,
    [property: JsonPropertyName("processes")] int Processes,
    [property: JsonPropertyName("file")] long File,
    [property: JsonPropertyName("output")] int Output);
