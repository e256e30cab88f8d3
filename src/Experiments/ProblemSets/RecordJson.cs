using System.Text.Json.Serialization;

namespace HeavySim.Experiments;

/// <summary>Source-generated JSON of the plain types that records are made of.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class RecordJson : JsonSerializerContext;
