using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace HeavySim.Records.Recorded;

/// <summary>Source-generated JSON of the own form and of the journal: camel case, enums by name, absent where null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(ProblemRecord))]
[JsonSerializable(typeof(AttemptRecord))]
[JsonSerializable(typeof(RoundTripData))]
[JsonSerializable(typeof(SolutionRecord))]
[JsonSerializable(typeof(FindingRecord))]
[JsonSerializable(typeof(ToolTrace))]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class OwnJson : JsonSerializerContext
{
    /// <summary>The context to use: texts stay readable, only what JSON itself asks for is escaped.</summary>
    public static OwnJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
