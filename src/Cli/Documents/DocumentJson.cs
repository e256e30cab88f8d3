using System.Text.Json;
using System.Text.Json.Serialization;
using HeavySim.Ensembles.Runs;
using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Fitting;
using HeavySim.Experiments.Reports;
using HeavySim.Experiments.Sweeping;

namespace HeavySim.Cli.Documents;

/// <summary>The documents on stdout: camelCase, indented, null written out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SolveDocument))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(TreeDocument))]
[JsonSerializable(typeof(RunEstimate))]
[JsonSerializable(typeof(FitDocument))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(RunPrediction))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(RunComparison))]
[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext;
