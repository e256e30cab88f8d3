using HeavySim.Records.Recorded;

namespace HeavySim.Experiments.Comparing;

/// <summary>Reads the candidates of a recorded problem, for all of its agents or some: what they have in common is found once.</summary>
internal sealed class RecordedCandidates
{
    private readonly Problem _problem;
    private readonly IReadOnlyList<Finding> _findings;
    private readonly List<Attempt> _attempts;
    private readonly Ballot _ballot;
    private readonly List<Attempt> _voters;
    private readonly HashSet<string>? _right;

    /// <summary>Reads a problem.</summary>
    /// <param name="recorded">All that was recorded of it.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave: those of revisions.</param>
    public RecordedCandidates(RecordedProblem recorded, IAnswerEngine answers)
    {
        _problem = recorded.Problem;
        _findings = recorded.Solution?.Solution.Findings ?? [];
        // Who saw what others said is a candidate only where the run itself went on to it: by its ballot.
        _attempts = [.. recorded.Attempts.Where(static a => a.Attempt.Round == 0).Select(static a => a.Attempt)];
        _ballot = recorded.Solution?.Solution.Ballot ?? Ballot.Of(_attempts);
        _voters = recorded.Solution is null
            ? _attempts
            : [.. _ballot.Classes.SelectMany(static c => c.Members).Select(static m => m.Attempt)
                .OrderBy(static a => a.Agent.Index).ThenBy(static a => a.Sample)];
        _right = recorded.IsGraded ? Right(recorded, _ballot, answers) : null;
    }

    /// <summary>The candidates among some agents.</summary>
    /// <param name="seats">The agents to hear, by index, or null (the default) for all.</param>
    /// <returns>The candidates, or null when no model was heard: then nothing is known of the ensemble's accuracy.</returns>
    public CandidateSet? Of(IReadOnlySet<int>? seats = null)
    {
        if (!_attempts.Exists(a => IsHeard(a) && a.Outcome is Outcome.Answered or Outcome.Abstained))
            return null;
        if (seats is null)
            return new CandidateSet(_problem, _ballot, _findings, _right);

        var ballot = Ballot.Of(_voters.FindAll(IsHeard));
        var keys = ballot.Classes.Select(static c => c.Key).ToHashSet(StringComparer.Ordinal);
        return new CandidateSet(_problem, ballot, Heard(keys, seats), _right?.Where(keys.Contains).ToHashSet(StringComparer.Ordinal));

        bool IsHeard(Attempt attempt) => seats is null || seats.Contains(attempt.Agent.Index);
    }

    /// <summary>What those agents would have found: each checks only, and is checked only by, one of them.</summary>
    private List<Finding> Heard(HashSet<string> keys, IReadOnlySet<int> seats)
    {
        var heard = new List<Finding>();
        foreach (var finding in _findings)
        {
            if (seats.Contains(finding.Checker.Index) && finding switch
                {
                    Verdict verdict => keys.Contains(verdict.AnswerKey),
                    Comparison comparison => comparison.AnswerKeys.Count(keys.Contains) > 1,
                    _ => true,
                })
                heard.Add(finding);
        }

        return heard;
    }

    private static HashSet<string> Right(RecordedProblem recorded, Ballot ballot, IAnswerEngine answers)
    {
        // The mark of a class is that of most of its samples: an imported grader may have marked one answer both ways.
        var marks = recorded.Attempts
            .Where(static a => a.Attempt.Answer is not null && a.Grade is Grade.Correct or Grade.Incorrect)
            .GroupBy(static a => a.Attempt.Answer!.Key, StringComparer.Ordinal)
            .ToDictionary(
                static g => g.Key, static g => g.Average(static a => a.Grade == Grade.Correct ? 1.0 : 0.0) >= .5, StringComparer.Ordinal);
        return ballot.Classes
            .Where(c => marks.TryGetValue(c.Key, out var isRight)
                ? isRight : answers.Grade(recorded.Problem, c.Members[0].Answer) == Grade.Correct)
            .Select(static c => c.Key)
            .ToHashSet(StringComparer.Ordinal);
    }
}
