using HeavySim.Records.Store;

namespace HeavySim.Reporting;

/// <summary>A run for a page: its figures, and where its problems are read one by one.</summary>
/// <param name="Picture">The figures.</param>
/// <param name="Reader">The run.</param>
internal sealed record ReportedRun(ReportModel Picture, RunReader Reader);
