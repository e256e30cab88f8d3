namespace HeavySim.Verifier;

/// <summary>
/// Member weights without golds: one-coin Dawid-Skene (Dawid and Skene 1979). Each member is right with one probability and otherwise gives
/// any of the other answers seen with equal chance; EM finds accuracies and right answers in turn, beginning at the vote.
/// </summary>
/// <remarks>
/// Where most members are wrong together EM takes them for the good ones and does worse than the vote. So its choices are held against the
/// vote's: where golds are known, it must be right at least as often; where they are not, it may not overrule the vote on more than 15 % of
/// the problems, as an estimate that starts at the vote and moves that far has found a faction, not the truth.
/// </remarks>
internal static class DawidSkene
{
    private const int Rounds = 100;
    private const double Tolerance = 1e-7;
    private const double MostOverruled = .15;

    /// <summary>Estimates the accuracies over a run.</summary>
    /// <param name="problems">The problems of the run.</param>
    /// <param name="isGraded">True when <see cref="FusionAnswer.IsCorrect"/> is known: it is used by the guard alone.</param>
    public static MemberAccuracies Fit(IReadOnlyList<FusionProblem> problems, bool isGraded)
    {
        var answered = problems.Where(static p => p.Answers.Count > 0).ToList();
        var accuracies = Update(answered, static p => Baselines.Vote(p));
        for (var round = 0; round < Rounds; round++)
        {
            var current = new MemberAccuracies { ByMember = accuracies, IsTrusted = true, Guard = "" };
            var next = Update(answered, current.Probabilities);
            var change = next.Count == 0 ? 0 : next.Max(x => Math.Abs(x.Value - accuracies[x.Key]));
            accuracies = next;
            if (change < Tolerance)
                break;
        }

        return Guarded(answered, new MemberAccuracies { ByMember = accuracies, IsTrusted = true, Guard = "" }, isGraded);
    }

    private static Dictionary<string, double> Update(
        IReadOnlyList<FusionProblem> problems, Func<FusionProblem, IReadOnlyList<double>> truth)
    {
        var records = new SortedDictionary<string, (double Right, int Answers)>(StringComparer.Ordinal);
        foreach (var problem in problems)
        {
            var probabilities = truth(problem);
            for (var a = 0; a < problem.Answers.Count; a++)
            {
                foreach (var member in problem.Answers[a].Members)
                {
                    var (right, answers) = records.GetValueOrDefault(member);
                    records[member] = (right + probabilities[a], answers + 1);
                }
            }
        }

        // One right and one wrong answer more: no accuracy is 0 or 1.
        return records.ToDictionary(static r => r.Key, static r => (r.Value.Right + 1) / (r.Value.Answers + 2), StringComparer.Ordinal);
    }

    private static MemberAccuracies Guarded(IReadOnlyList<FusionProblem> problems, MemberAccuracies estimate, bool isGraded)
    {
        if (problems.Count == 0)
            return estimate with { IsTrusted = false, Guard = "No problem was answered." };

        var choices = problems.Select(p => (Problem: p, Estimate: (double[])[.. estimate.Probabilities(p)], Vote: Baselines.Vote(p)))
            .ToList();
        if (isGraded)
        {
            var own = choices.Sum(static c => Baselines.Accuracy(c.Problem, c.Estimate));
            var vote = choices.Sum(static c => Baselines.Accuracy(c.Problem, c.Vote));
            return estimate with
            {
                IsTrusted = own >= vote,
                Guard = $"On {problems.Count} graded problems it is right on {own:0.#}, the vote on {vote:0.#}.",
            };
        }

        var overruled = (double)choices.Count(
            static c => c.Vote[Array.IndexOf(c.Estimate, c.Estimate.Max())] < c.Vote.Max()) / problems.Count;
        return estimate with
        {
            IsTrusted = overruled <= MostOverruled,
            Guard = $"It overrules the vote on {overruled:0.0%} of {problems.Count} problems.",
        };
    }
}
