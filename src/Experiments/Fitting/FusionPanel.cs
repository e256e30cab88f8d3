using HeavySim.Experiments.Comparing;
using HeavySim.Verifier;

namespace HeavySim.Experiments.Fitting;

/// <summary>A recorded run as a panel that fusion can be learned from.</summary>
/// <param name="Seats">The members, in the order of the roster.</param>
/// <param name="Problems">Its graded problems, those that nobody answered included.</param>
internal sealed record FusionPanel(IReadOnlyList<PanelSeat> Seats, IReadOnlyList<FusionProblem> Problems)
{
    /// <summary>Reads the panel of a run.</summary>
    /// <param name="run">The run: several models, or recorded samples of which number j is member j.</param>
    /// <param name="choice">Which of its members.</param>
    /// <param name="answers">Marks answers that are not recorded with a mark.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The run has no such members, or cannot be read.</exception>
    public static FusionPanel Read(RunReader run, PanelChoice choice, IAnswerEngine answers, CancellationToken cancellationToken)
    {
        var seats = choice.From(AllSeats(run, cancellationToken));
        var heard = seats.Select(static s => s.Index).ToHashSet();
        var problems = new List<FusionProblem>();
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (new RecordedCandidates(recorded, answers).Of(heard) is { RightKeys: { } right } set)
                problems.Add(FusionEvidence.Read(set.Problem.Id, set.Ballot, set.Findings, c => right.Contains(c.Key)));
        }

        return new FusionPanel(seats, problems);
    }

    /// <summary>Every agent that took part in a run, with its record.</summary>
    private static List<PanelSeat> AllSeats(RunReader run, CancellationToken cancellationToken)
    {
        var seats = new SortedDictionary<int, (string Name, double Right)>();
        var graded = 0;
        foreach (var recorded in run.Problems())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isGraded = recorded.IsGraded;
            var samples = recorded.Attempts.Where(static a => a.IsSample).ToList();
            graded += isGraded && samples.Count > 0 ? 1 : 0;
            foreach (var own in samples.GroupBy(static a => a.Attempt.Agent.Index))
            {
                var right = isGraded ? own.Average(static a => a.Grade == Grade.Correct ? 1.0 : 0.0) : 0;
                seats[own.Key] = (FusionMember.NameOf(own.First().Attempt.Agent), seats.GetValueOrDefault(own.Key).Right + right);
            }
        }

        return seats.Count > 0
            ? [.. seats.Select(s => new PanelSeat(s.Key, s.Value.Name, s.Value.Right, graded))]
            : throw new HeavySimException($"The run {run.Summary.Name} has no samples to learn from.");
    }
}
