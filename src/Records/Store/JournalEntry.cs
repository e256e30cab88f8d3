namespace HeavySim.Records.Store;

/// <summary>What the journal's writer is asked to do: a closed family.</summary>
internal abstract record JournalEntry
{
    private JournalEntry()
    {
    }

    /// <summary>Write an attempt; one that supersedes a recorded one takes its place, unless that one is settled.</summary>
    public sealed record Attempt(int Problem, RecordedAttempt Recorded, bool Supersedes) : JournalEntry;

    /// <summary>Write a solution with its findings.</summary>
    public sealed record Solution(int Problem, RecordedSolution Recorded) : JournalEntry;

    /// <summary>Take away all that is recorded of a problem.</summary>
    public sealed record Forget(int Problem) : JournalEntry;

    /// <summary>Say when everything before it is safe.</summary>
    public sealed record Flush(TaskCompletionSource Done) : JournalEntry;
}
