namespace HeavySim.Cli.Documents;

/// <summary>The JSON document of <c>export</c>.</summary>
internal sealed record ExportDocument(string Run, string Format, string File, int Problems, long Attempts, long Bytes);
