namespace HeavySim.Core;

/// <summary>What a cross-check found: a closed family. Every finding was paid for and says what it cost.</summary>
public abstract record Finding
{
    private protected Finding()
    {
    }

    /// <summary>Who looked.</summary>
    public required AgentCard Checker { get; init; }

    /// <summary>The method by name: "verdict", "reverse", "listwise", "pairwise", "swiss", "notes".</summary>
    public required string Method { get; init; }

    /// <summary>What it cost.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The checker's whole text, or null where there was none.</summary>
    public string? Text { get; init; }

    /// <summary>Why the checker gave nothing (its failure or time-out), or null.</summary>
    public string? Problem { get; init; }
}
