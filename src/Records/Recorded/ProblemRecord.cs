namespace HeavySim.Records.Recorded;

/// <summary>A problem as JSON: one line of the own form.</summary>
internal sealed record ProblemRecord
{
    public string Record { get; init; } = OwnRecords.Problem;

    public required string Id { get; init; }

    public required string Question { get; init; }

    public string? Gold { get; init; }

    public AnswerKind? Kind { get; init; }

    public string? Category { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public static ProblemRecord Of(Problem problem) => new()
    {
        Id = problem.Id,
        Question = problem.Question,
        Gold = problem.Gold,
        Kind = problem.Kind,
        Category = problem.Category,
        Choices = problem.Choices.Count > 0 ? problem.Choices : null,
        Metadata = problem.Metadata.Count > 0 ? problem.Metadata : null,
    };

    public Problem ToProblem()
    {
        var problem = new Problem { Id = Id, Question = Question, Gold = Gold, Kind = Kind, Category = Category, Choices = Choices ?? [] };
        return Metadata is null ? problem : problem with { Metadata = Metadata };
    }
}
