namespace HeavySim.Core;

/// <summary>One question to be answered, with its gold answer where it is known.</summary>
public sealed record Problem
{
    /// <summary>Unique within its set; every journal record and every random draw is keyed by it.</summary>
    public required string Id { get; init; }

    /// <summary>The text put to the agents, verbatim.</summary>
    public required string Question { get; init; }

    /// <summary>The right answer, or null where it is not known: then the problem is solved but not graded.</summary>
    public string? Gold { get; init; }

    /// <summary>The options of a multiple-choice problem in their order (A, B, C, ...); empty for all others.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The form of the answer, or null to infer it from the choices, the gold and the answers themselves.</summary>
    public AnswerKind? Kind { get; init; }

    /// <summary>The family the problem belongs to (subject, level, ...), or null; reports break down by it.</summary>
    public string? Category { get; init; }

    /// <summary>Every further field of the problem's record, as text (JSON for what is not a string).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = EmptyMetadata;

    private static readonly IReadOnlyDictionary<string, string> EmptyMetadata = new Dictionary<string, string>(StringComparer.Ordinal);
}
