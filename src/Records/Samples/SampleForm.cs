namespace HeavySim.Records.Samples;

/// <summary>The forms of recorded samples.</summary>
public enum SampleForm
{
    /// <summary>Own JSONL: a line for the run, for each problem, attempt and solution (docs/formats.md).</summary>
    Own,

    /// <summary>A line per problem with the list of its answers; read, not written.</summary>
    Rows,

    /// <summary>lm-evaluation-harness <c>samples_*.jsonl</c>.</summary>
    LmEval,

    /// <summary>An inspect log: version 2 JSON, or (read only) an <c>.eval</c> archive.</summary>
    InspectLog,
}
