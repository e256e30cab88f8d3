using System.Text.Json.Serialization;

namespace HeavySim.Programs;

[JsonSerializable(typeof(PythonRequest))]
[JsonSerializable(typeof(PythonOutcome))]
internal sealed partial class PythonJson : JsonSerializerContext;
