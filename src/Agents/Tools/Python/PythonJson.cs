using System.Text.Json.Serialization;

namespace HeavySim.Agents.Tools;

[JsonSerializable(typeof(PythonRequest))]
[JsonSerializable(typeof(PythonOutcome))]
internal sealed partial class PythonJson : JsonSerializerContext;
