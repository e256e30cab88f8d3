using HeavySim.Records.Recorded;

namespace HeavySim.Reporting;

/// <summary>Where one problem ended: what the vote alone said, what was chosen, and what the cross-check did to it.</summary>
internal sealed record ProblemResult
{
    private readonly Dictionary<string, double> _rightShares;

    private ProblemResult(Dictionary<string, double> rightShares) => _rightShares = rightShares;

    /// <summary>How the problem ended.</summary>
    public required ResultMark Mark { get; init; }

    /// <summary>The samples' own vote, before anything was checked.</summary>
    public required Ballot Vote { get; init; }

    /// <summary>The vote that the selection saw: after revisions, where there were any.</summary>
    public required Ballot Final { get; init; }

    /// <summary>The probability that the samples' vote is right, a tie being drawn uniformly; 0 when nobody answered.</summary>
    public required double VoteAccuracy { get; init; }

    /// <summary>Samples: attempts that ended with an answer or without one.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples graded right.</summary>
    public required int Right { get; init; }

    /// <summary>The answer chosen, or the vote's leader where nothing was selected, or null.</summary>
    public required string? Answer { get; init; }

    /// <summary>True when no answer has more than half of the votes.</summary>
    public bool IsSplit => Vote.Leader is not null && 2 * Vote.LeaderVotes <= Vote.Votes;

    /// <summary>True when the choice is right and the vote alone would more likely have been wrong.</summary>
    public required bool IsSaved { get; init; }

    /// <summary>True when the choice is wrong and the vote alone would more likely have been right.</summary>
    public required bool IsLost { get; init; }

    /// <summary>The share of an answer's samples that is right, or null when no sample gave it.</summary>
    public double? RightShare(string key) => _rightShares.TryGetValue(key, out var share) ? share : null;

    /// <summary>Reads the result of a problem off its records.</summary>
    public static ProblemResult Of(RecordedProblem problem)
    {
        var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
        var vote = Ballot.Of([.. samples.Select(static a => a.Attempt)]);
        // Answers of later rounds are marked too: the final vote may be between them.
        var shares = problem.Attempts
            .Where(static a => a.Attempt.Answer is not null)
            .GroupBy(static a => a.Attempt.Answer?.Key ?? "", StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.Average(static a => a.Grade == Grade.Correct ? 1.0 : 0), StringComparer.Ordinal);
        var leaders = vote.Classes.Where(c => c.Votes == vote.LeaderVotes).ToList();
        var accuracy = leaders.Count == 0 ? 0 : leaders.Average(c => shares.GetValueOrDefault(c.Key));
        var solution = problem.Solution;
        var mark = (problem.IsGraded, solution) switch
        {
            (_, { Solution.Selection.Answer: null }) => ResultMark.Unanswered,
            (_, null) when vote.Leader is null => ResultMark.Unanswered,
            (false, _) or (_, { Grade: Grade.Ungraded }) => ResultMark.Ungraded,
            (_, { } chosen) => chosen.Grade == Grade.Correct ? ResultMark.Right : ResultMark.Wrong,
            _ => accuracy >= 1 ? ResultMark.Right : accuracy <= 0 ? ResultMark.Wrong : ResultMark.Tied,
        };
        var isChecked = solution?.Solution.Findings.Count > 0 && problem.IsGraded;
        return new ProblemResult(shares)
        {
            Mark = mark,
            Vote = vote,
            Final = solution?.Solution.Ballot ?? vote,
            VoteAccuracy = accuracy,
            Samples = samples.Count,
            Right = samples.Count(static a => a.Grade == Grade.Correct),
            Answer = solution is null ? vote.Leader?.Text : solution.Solution.Selection.Answer?.Text,
            IsSaved = isChecked && mark == ResultMark.Right && accuracy < .5,
            IsLost = isChecked && (mark is ResultMark.Wrong or ResultMark.Unanswered) && accuracy > .5,
        };
    }
}
