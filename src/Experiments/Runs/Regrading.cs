using HeavySim.Records.Recorded;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Runs;

/// <summary>
/// Reads and marks the answers of a recorded run anew, into a run of its own beside it. What was asked and what was said stays; answers are
/// looked for again in the texts that were kept, classes are formed again, and the vote is counted again. Other selectors' choices stay, as
/// their checks saw the classes of old; they are marked.
/// </summary>
/// <param name="answers">Reads.</param>
/// <param name="grader">Marks.</param>
/// <param name="programs">Tells programs by what they do, or null where none can be run.</param>
internal sealed class Regrading(IAnswerEngine answers, Grader grader, IProgramExaminer? programs)
{
    private const string Vote = "vote";

    /// <summary>How many samples are read otherwise, and marked otherwise.</summary>
    public RegradedMarks Marks { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Writes a run anew.</summary>
    /// <param name="run">The run as it was recorded.</param>
    /// <param name="journal">The run that is to be, over the same problems; what it has already stays.</param>
    /// <param name="cancellationToken">Cancels it; what is written stays, and the same command goes on.</param>
    /// <exception cref="HeavySimException">A run cannot be read or written.</exception>
    public async Task RunAsync(RunReader run, RunJournal journal, CancellationToken cancellationToken)
    {
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var attempts = new List<RecordedAttempt>(recorded.Attempts.Count);
            foreach (var before in recorded.Attempts)
            {
                var attempt = await ReadAsync(recorded.Problem, before.Attempt, cancellationToken);
                var mark = await grader.MarkAsync(recorded.Problem, attempt.Answer);
                var after = new RecordedAttempt(attempt, mark.Grade, mark.Checker) { Tests = mark.Tests };
                Count(before, after);
                attempts.Add(after);
                journal.Append(after);
            }

            if (recorded.Solution is { } solution)
                journal.Append(await SolvedAsync(recorded, solution.Solution, attempts, run.Summary.Settings.Seed, cancellationToken));
        }
    }

    private async ValueTask<Attempt> ReadAsync(Problem problem, Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Outcome is not (Outcome.Answered or Outcome.Abstained))
            return attempt;

        var answer = attempt.Answer is { Source: AnswerSource.Given } given ? answers.Read(problem, given.Text)
            : attempt.Text is { Length: > 0 } text ? Found(problem, attempt, text)
            : attempt.Answer is { } old ? answers.Read(problem, old.Text)
            : null;
        if (answer is null)
            return attempt.Outcome is Outcome.Abstained ? attempt
                : attempt with { Outcome = new Outcome.Abstained("no answer was found in the text") };

        return attempt with
        {
            Outcome = new Outcome.Answered(programs is null ? answer : await programs.ClassifyAsync(problem, answer, cancellationToken)),
        };
    }

    private Answer? Found(Problem problem, Attempt attempt, string text) =>
        answers.Extract(problem, text) is { } found && !(attempt.IsTruncated && found.IsFromTheEnd) ? found : null;

    private void Count(RecordedAttempt before, RecordedAttempt after) => Marks = new(
        Marks.Samples + (after.Attempt.Outcome is Outcome.Answered or Outcome.Abstained ? 1 : 0),
        Marks.Reread + (before.Attempt.Answer?.Key == after.Attempt.Answer?.Key ? 0 : 1),
        Marks.NowRight + (before.Grade != Grade.Correct && after.Grade == Grade.Correct ? 1 : 0),
        Marks.NoLongerRight + (before.Grade == Grade.Correct && after.Grade != Grade.Correct ? 1 : 0));

    private async Task<RecordedSolution> SolvedAsync(
        RecordedProblem recorded, Solution before, List<RecordedAttempt> attempts, long seed, CancellationToken cancellationToken)
    {
        var problem = recorded.Problem;
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (old, now) in recorded.Attempts.Zip(attempts))
        {
            if (old.Attempt.Answer is { } was && now.Attempt.Answer is { } answer)
                keys.TryAdd(was.Key, answer.Key);
        }

        var findings = new List<Finding>(before.Findings.Count);
        foreach (var finding in before.Findings)
            findings.Add(finding is Revision revision
                ? revision with
                {
                    Attempt = await ReadAsync(problem, revision.Attempt, cancellationToken),
                    PreviousKey = revision.PreviousKey is { } key ? KeyOf(key) : null,
                }
                : Renamed(finding, KeyOf));

        var solution = before with
        {
            Attempts = [.. attempts.Select(static a => a.Attempt)],
            Findings = findings,
            Ballot = Counted(before.Ballot, attempts, findings),
        };
        solution = solution with { Selection = await ChosenAsync(solution, KeyOf, seed, cancellationToken) };
        var mark = await grader.MarkAsync(problem, solution.Selection.Answer);
        return new RecordedSolution(solution, mark.Grade, mark.Checker) { Tests = mark.Tests };

        string KeyOf(string key) => keys.GetValueOrDefault(key, key);
    }

    /// <summary>The vote of the same members, in the order in which they were heard.</summary>
    private static Ballot Counted(Ballot before, List<RecordedAttempt> attempts, List<Finding> findings)
    {
        // Who revised its answer votes by the attempt that its revision made.
        var revised = findings.OfType<Revision>().Select(static r => r.Attempt).ToLookup(static a => (a.Agent.Index, a.Sample));
        var members = before.Classes.SelectMany(static c => c.Members).Select(static m => m.Attempt).ToList();
        // Of rounds the last one votes that has an answer.
        var round = members.Count == 0 ? 0 : members.Max(static m => m.Round);
        var heard = members.Select(static m => (m.Agent.Index, m.Sample))
            .Concat(attempts.Where(a => a.Attempt is { Answer: not null } && a.Attempt.Round == round)
                .Select(static a => (a.Attempt.Agent.Index, a.Attempt.Sample)))
            .Distinct();
        var own = attempts.ToDictionary(static a => (a.Attempt.Agent.Index, a.Attempt.Sample), static a => a.Attempt);
        var votes = heard.Select(who => revised[who].LastOrDefault() ?? own.GetValueOrDefault(who)).OfType<Attempt>()
            .Where(static a => a.Answer is not null).ToList();
        return Ballot.Of(votes) with
        {
            Silent = Math.Max(0, before.Silent + before.Votes - votes.Count),
            Outstanding = before.Outstanding,
            Unasked = before.Unasked,
        };
    }

    private async Task<Selection> ChosenAsync(Solution solution, Func<string, string> keyOf, long seed, CancellationToken cancellationToken)
    {
        var chosen = solution.Selection;
        if (chosen.Method == Vote)
            return await SelectorCatalog.Create(Vote, new SelectorOptions())
                .SelectAsync(solution.Problem, solution.Ballot.Hopeful(), solution.Findings, seed, cancellationToken);

        if (chosen.Answer is not { } old)
            return chosen;

        var same = solution.Ballot.Classes.FirstOrDefault(c => c.Key == keyOf(old.Key));
        return chosen with
        {
            Answer = same?.Members[0].Answer ?? answers.Read(solution.Problem, old.Text),
            Ranking = [.. chosen.Ranking.Select(a => a with { Key = keyOf(a.Key) })],
        };
    }

    private static Finding Renamed(Finding finding, Func<string, string> keyOf) => finding switch
    {
        Verdict verdict => verdict with { AnswerKey = keyOf(verdict.AnswerKey) },
        Comparison comparison => comparison with
        {
            AnswerKeys = [.. comparison.AnswerKeys.Select(keyOf)],
            PreferredKey = comparison.PreferredKey is { } key ? keyOf(key) : null,
        },
        _ => finding,
    };
}

/// <summary>What came of marking anew.</summary>
/// <param name="Samples">Attempts that answered or abstained.</param>
/// <param name="Reread">Those whose answer is another now, or in another form.</param>
/// <param name="NowRight">Those that were not right before and are.</param>
/// <param name="NoLongerRight">Those that were right before and are not.</param>
internal sealed record RegradedMarks(long Samples, long Reread, long NowRight, long NoLongerRight);
