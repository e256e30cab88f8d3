namespace HeavySim.Verifier.Truth;

/// <summary>A problem made ready for fitting: what does not change while a model is fitted is computed once.</summary>
internal sealed class TruthCase
{
    public TruthCase(TruthProblem problem)
    {
        Problem = problem;
        Members = [.. problem.Answers.SelectMany(static a => a.Members).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = Members.Index().ToDictionary(static x => x.Item, static x => x.Index, StringComparer.Ordinal);
        Counts = [.. problem.Answers.Select(a =>
        {
            var counts = new int[Members.Count];
            foreach (var member in a.Members)
                counts[places[member]]++;
            return counts;
        })];
        Totals = [.. Enumerable.Range(0, Members.Count).Select(m => Counts.Sum(c => c[m]))];
        int[] votes = [.. problem.Answers.Select(static a => a.Votes), 0];
        int[] groups = [.. votes.Distinct()];
        GroupVotes = groups;
        Groups = [.. votes.Select(v => Array.IndexOf(groups, v))];
        Coincidence = [.. groups.Select(v => WrongAnswerLaw.LogLikelihoods(problem, v))];
        IsPossible = problem.Gold is { } gold
            ? [.. gold, !gold.Any(static g => g)]
            : [.. Enumerable.Repeat(true, problem.Answers.Count + 1)];
    }

    public TruthProblem Problem { get; }

    /// <summary>The members that answered, each once.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>By answer: how often each member gave it.</summary>
    public IReadOnlyList<int[]> Counts { get; }

    /// <summary>How often each member answered.</summary>
    public IReadOnlyList<int> Totals { get; }

    /// <summary>The numbers of votes that answers have, each once; 0 stands for no answer.</summary>
    public IReadOnlyList<int> GroupVotes { get; }

    /// <summary>For each answer, and last for none: where its number of votes stands in <see cref="GroupVotes"/>.</summary>
    public IReadOnlyList<int> Groups { get; }

    /// <summary><see cref="WrongAnswerLaw.LogLikelihoods"/> by the votes of the right answer, as in <see cref="GroupVotes"/>.</summary>
    public IReadOnlyList<double[]> Coincidence { get; }

    /// <summary>Which answers may be right, and last whether none may, given the gold where there is one.</summary>
    public IReadOnlyList<bool> IsPossible { get; }
}
