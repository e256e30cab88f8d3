namespace HeavySim.Verifier;

/// <summary>What fusion has to beat: the vote and the best member, as distributions over the answers of a problem.</summary>
internal static class Baselines
{
    private const double Tie = 1e-9;

    /// <summary>Share of the votes per answer.</summary>
    public static double[] Vote(FusionProblem problem)
    {
        double votes = problem.Answers.Sum(static a => a.Members.Count);
        return [.. problem.Answers.Select(a => a.Members.Count / votes)];
    }

    /// <summary>Share of one member's own answers; the vote where it is silent.</summary>
    public static double[] Member(FusionProblem problem, string? name)
    {
        var own = problem.Answers.Select(a => (double)a.Members.Count(m => m == name)).ToArray();
        var sum = own.Sum();
        return sum > 0 ? [.. own.Select(x => x / sum)] : Vote(problem);
    }

    /// <summary>
    /// How right the choice of the highest score is: 1, 0, or the share of right ones among the tied; 0 when there is no answer.
    /// </summary>
    public static double Accuracy(FusionProblem problem, double[] scores)
    {
        if (scores.Length == 0)
            return 0;

        var best = scores.Max();
        var (tied, right) = (0, 0);
        for (var a = 0; a < scores.Length; a++)
        {
            if (scores[a] < best - Tie)
                continue;

            tied++;
            right += problem.Answers[a].IsCorrect ? 1 : 0;
        }

        return (double)right / tied;
    }

    /// <summary>Every member that answered something, with its record, in order of name.</summary>
    public static IReadOnlyList<FusionMember> Members(IEnumerable<FusionProblem> problems)
    {
        var records = new SortedDictionary<string, (int Answers, int Correct)>(StringComparer.Ordinal);
        foreach (var answer in problems.SelectMany(static p => p.Answers))
        {
            foreach (var name in answer.Members)
            {
                var (answers, correct) = records.GetValueOrDefault(name);
                records[name] = (answers + 1, correct + (answer.IsCorrect ? 1 : 0));
            }
        }

        return [.. records.Select(static r => new FusionMember(r.Key, r.Value.Answers, r.Value.Correct))];
    }

    /// <summary>The member whose own answers are right on the most problems (silence is not right), or null when there is none.</summary>
    public static string? Best(IReadOnlyList<FusionProblem> problems, IReadOnlyList<FusionMember> members)
    {
        // Right answers per problem: a member that gave several samples counts for the share of them that are right.
        var right = members.ToDictionary(static m => m.Name, static _ => 0.0, StringComparer.Ordinal);
        foreach (var problem in problems)
        {
            foreach (var samples in problem.Answers.SelectMany(static a => a.Members.Select(m => (m, a.IsCorrect)))
                .GroupBy(static x => x.m, StringComparer.Ordinal))
                right[samples.Key] += samples.Average(static x => x.IsCorrect ? 1.0 : 0.0);
        }

        return members.MaxBy(m => right[m.Name])?.Name;
    }
}
