namespace HeavySim.Records.Recorded;

/// <summary>The kinds of lines in the own form: the value of each line's "record" field.</summary>
internal static class OwnRecords
{
    public const string Run = "run";
    public const string Problem = "problem";
    public const string Attempt = "attempt";
    public const string Solution = "solution";
}
