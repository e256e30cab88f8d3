using System.Text.Json.Serialization;

namespace HeavySim.Programs;

/// <summary>How a program in the sandbox ended, as its supervisor says. The text is what the program wrote: data.</summary>
/// <param name="End">"exit", "signal", or the limit that ended it: "time", "memory", "output".</param>
/// <param name="Code">Exit code or signal, or null where a limit ended it.</param>
/// <param name="Out">Standard output, no more than the limit.</param>
/// <param name="Err">Standard error, no more than the limit.</param>
/// <param name="Peak">Resident bytes at most, of all its processes.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record PythonOutcome(
    [property: JsonPropertyName("end")] string End,
    [property: JsonPropertyName("code")] int? Code,
    [property: JsonPropertyName("out")] string Out,
    [property: JsonPropertyName("err")] string Err,
    [property: JsonPropertyName("peak")] long Peak,
    [property: JsonPropertyName("seconds")] double Seconds);
