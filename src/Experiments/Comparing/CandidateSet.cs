using HeavySim.Records.Recorded;
using HeavySim.Verifier.Truth;

namespace HeavySim.Experiments.Comparing;

/// <summary>The candidates of a recorded problem as a selector sees them, and which of their answers are right.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Ballot">The final vote, revisions included.</param>
/// <param name="Findings">What the cross-check found; empty when there was none.</param>
/// <param name="RightKeys">The keys that are right, or null where right cannot be told from wrong.</param>
internal sealed record CandidateSet(Problem Problem, Ballot Ballot, IReadOnlyList<Finding> Findings, IReadOnlySet<string>? RightKeys)
{
    /// <summary>Reads a recorded problem.</summary>
    /// <param name="recorded">All that was recorded of it.</param>
    /// <param name="answers">Marks answers that no recorded attempt gave: those of revisions.</param>
    /// <param name="seats">The agents to hear, by index, or null for all.</param>
    /// <returns>The candidates, or null when no model was heard: then nothing is known of the ensemble's accuracy.</returns>
    public static CandidateSet? Of(RecordedProblem recorded, IAnswerEngine answers, IReadOnlySet<int>? seats = null)
    {
        // Who saw what others said is a candidate only where the run itself went on to it: by its ballot.
        var attempts = recorded.Attempts.Where(static a => a.Attempt.Round == 0).Select(static a => a.Attempt).Where(IsHeard).ToList();
        if (!attempts.Exists(static a => a.Outcome is Outcome.Answered or Outcome.Abstained))
            return null;

        var ballot = recorded.Solution?.Solution.Ballot is not { } final ? Ballot.Of(attempts)
            : seats is null ? final
            : Restricted(final, IsHeard);
        return new CandidateSet(
            recorded.Problem,
            ballot,
            Heard(recorded.Solution?.Solution.Findings ?? [], ballot, seats),
            !recorded.IsGraded ? null : Right(recorded, ballot, answers));

        bool IsHeard(Attempt attempt) => seats is null || seats.Contains(attempt.Agent.Index);
    }

    /// <summary>The candidates as fusion sees them.</summary>
    public TruthProblem Evidence() => TruthEvidence.Read(Problem, Ballot.Hopeful(), Findings);

    /// <summary>What those agents would have found: each checks only, and is checked only by, one of them.</summary>
    private static IReadOnlyList<Finding> Heard(IReadOnlyList<Finding> findings, Ballot ballot, IReadOnlySet<int>? seats)
    {
        if (seats is null)
            return findings;

        var keys = ballot.Classes.Select(static c => c.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. findings.Where(f => seats.Contains(f.Checker.Index) && f switch
            {
                Verdict verdict => keys.Contains(verdict.AnswerKey),
                Comparison comparison => comparison.AnswerKeys.Count(keys.Contains) > 1,
                _ => true,
            }),
        ];
    }

    private static Ballot Restricted(Ballot ballot, Func<Attempt, bool> isHeard) => Ballot.Of(
    [
        .. ballot.Classes.SelectMany(static c => c.Members).Select(static m => m.Attempt).Where(isHeard)
            .OrderBy(static a => a.Agent.Index).ThenBy(static a => a.Sample),
    ]);

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
