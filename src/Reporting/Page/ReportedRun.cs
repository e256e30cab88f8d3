using HeavySim.Records.Store;

namespace HeavySim.Reporting;

/// <summary>A run for a page: its figures, and where its problems are read one by one.</summary>
/// <param name="Model">The figures.</param>
/// <param name="Reader">The run.</param>
internal sealed record ReportedRun(ReportModel Model, RunReader Reader);
