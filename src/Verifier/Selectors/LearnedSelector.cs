using System.Globalization;

namespace HeavySim.Verifier;

/// <summary>
/// <c>learned:file</c>: the fusion learned by <see cref="FusionTrainer"/> from an earlier run. Agents the file does not know weigh as
/// typical members, and the rationale names them; members that are missing are simply not heard; where it knows none of the agents, the
/// vote decides. Confidence is calibrated out of fold.
/// </summary>
/// <param name="model">The learned fusion.</param>
/// <param name="name">The name used by <c>--select</c>, "learned:fusion.json".</param>
internal sealed class LearnedSelector(FusionModel model, string name) : ISelector
{
    private const int Named = 5;
    private readonly HashSet<string> _known = model.Members.Select(static m => m.Name).ToHashSet(StringComparer.Ordinal);

    public string Name => name;

    public ValueTask<Selection> SelectAsync(
        Problem problem, Ballot ballot, IReadOnlyList<Finding> findings, long seed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ballot.Classes.Count == 0)
            return new(Ranking.Nothing(name));

        if (!ballot.Classes.SelectMany(static c => c.Members).Any(m => _known.Contains(FusionMember.NameOf(m.Attempt.Agent))))
        {
            var vote = VoteSelector.Select(problem, ballot, seed);
            return new(
                vote with { Method = name, Rationale = $"{vote.Rationale} No agent here is in the fusion file, so the vote decided." });
        }

        var probabilities = model.Probabilities(FusionEvidence.Read(problem.Id, ballot, findings, isCorrect: null));
        var selection = Ranking.Choose(name, problem, ballot.Classes, probabilities, seed, Rationale(ballot));
        return new(selection with { Confidence = model.Calibration.Apply(selection.Confidence ?? 0) });
    }

    private string Rationale(Ballot ballot)
    {
        var present = ballot.Classes
            .SelectMany(static c => c.Members)
            .Select(static m => FusionMember.NameOf(m.Attempt.Agent))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var strangers = present.Where(n => !_known.Contains(n)).ToList();
        var absent = _known.Except(present, StringComparer.Ordinal).Count();
        return BallotWords.Votes(ballot)
            + How(present)
            + (strangers.Count == 0 ? "" : $" Not in the fusion file, so weighed as typical members: {Short(strangers)}.")
            + (absent == 0 ? "" : $" {BallotWords.Count(absent, "member")} of {_known.Count} in the file gave no answer here.");
    }

    private string How(List<string> present) => model.Method switch
    {
        FusionMethod.Vote => " Learned fusion falls back to the vote: nothing did better out of fold.",
        FusionMethod.BestMember => $" Learned fusion falls back to its best member, {model.BestMember}: nothing did better out of fold.",
        _ => $" Heaviest voices (log odds): {Short([.. present
            .Select(n => (Name: n, Weight: model.WeightOf(n)))
            .Where(static x => x.Weight is not null)
            .OrderByDescending(static x => x.Weight)
            .Select(static x => $"{x.Name} {x.Weight!.Value.ToString("0.00", CultureInfo.InvariantCulture)}")])}.",
    };

    private static string Short(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "none",
        <= Named => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(Named))} and {names.Count - Named} more",
    };
}
