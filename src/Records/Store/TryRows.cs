namespace HeavySim.Records.Store;

/// <summary>
/// Tries: attempts that an endpoint's failure or a limit on time ended, and that were made again. They are kept for the record; what they
/// cost is in the usage of the attempt that took their place.
/// </summary>
internal static class TryRows
{
    /// <summary>What <see cref="Outcome.IsSettled"/> denies, as a condition on the columns outcome and cause.</summary>
    public static readonly string Unsettled =
        $"(outcome = 'failed' AND cause NOT IN ({Listed(Enum.GetValues<FailureCause>().Where(FailureCauses.IsOfProblem))}) "
        + $"OR outcome = 'timed-out' AND cause IN ({Listed(Outcome.TimedOut.UnsettledLimits)}))";

    private const string Columns =
        "run, problem, agent, sample, outcome, cause, message, after, calls, input_tokens, output_tokens, cost, estimated, started, "
        + "elapsed";

    private static readonly string One = $"run = ? AND problem = ? AND agent = ? AND sample = ? AND {Unsettled}";

    /// <summary>Keeps one attempt as a try, where it is recorded and not settled.</summary>
    public static readonly string Keep = $"INSERT INTO tries ({Columns}) SELECT {Columns} FROM attempts WHERE {One}";

    /// <summary>Takes its text away.</summary>
    public static readonly string DropText = $"DELETE FROM texts WHERE id IN (SELECT text FROM attempts WHERE {One})";

    /// <summary>Takes the attempt itself away.</summary>
    public static readonly string Drop = $"DELETE FROM attempts WHERE {One}";

    /// <summary>What takes away all that is recorded of a problem: parameters run, problem.</summary>
    public static IReadOnlyList<string> Forget { get; } =
    [
        "DELETE FROM texts WHERE id IN (SELECT text FROM attempts WHERE run = ? AND problem = ?)",
        .. ((string[])["attempts", "tries", "findings", "solutions"])
            .Select(static table => $"DELETE FROM {table} WHERE run = ? AND problem = ?"),
    ];

    /// <summary>The tries of the run $run, added up: outcome, cause, how many, one of the messages.</summary>
    public const string Query =
        "SELECT outcome, cause, COUNT(*), MAX(message) FROM tries WHERE run = $run GROUP BY outcome, cause ORDER BY outcome, cause";

    /// <summary>Opens the problems of a run again that have an unsettled attempt: takes their solutions away. Parameter $run.</summary>
    public static readonly string Reopen =
        $"""
        DELETE FROM findings WHERE run = $run AND problem IN (SELECT problem FROM attempts WHERE run = $run AND {Unsettled});
        DELETE FROM solutions WHERE run = $run AND problem IN (SELECT problem FROM attempts WHERE run = $run AND {Unsettled});
        """;

    /// <summary>Opens all problems of a run again. Parameter $run.</summary>
    public const string ReopenAll = "DELETE FROM findings WHERE run = $run; DELETE FROM solutions WHERE run = $run;";

    private static string Listed<T>(IEnumerable<T> values) => string.Join(", ", values.Select(static value => $"'{value}'"));
}
