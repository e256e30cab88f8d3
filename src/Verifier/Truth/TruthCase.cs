namespace HeavySim.Verifier.Truth;

/// <summary>A problem made ready for fitting: what does not change while a model is fitted is computed once.</summary>
internal sealed class TruthCase
{
    /// <summary>Makes it ready.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="places">The place of each member's name among all members of the fit.</param>
    public TruthCase(TruthProblem problem, IReadOnlyDictionary<string, int> places)
    {
        Problem = problem;
        var named = problem.Answers.Select(a => a.Members.Select(m => places[m]).ToList()).ToList();
        Members = [.. named.SelectMany(static m => m).Distinct().Order()];
        Counts = [.. named.Select(members =>
        {
            var counts = new int[Members.Length];
            foreach (var member in members)
                counts[Array.BinarySearch(Members, member)]++;
            return counts;
        })];
        Totals = [.. Enumerable.Range(0, Members.Length).Select(m => Counts.Sum(c => c[m]))];
        int[] votes = [.. problem.Answers.Select(static a => a.Votes), 0];
        GroupVotes = [.. votes.Distinct()];
        Groups = [.. votes.Select(v => Array.IndexOf(GroupVotes, v))];
        Coincidence = WrongAnswerLaw.LogLikelihoods(problem, GroupVotes);
        IsPossible = problem.Gold is { } gold
            ? [.. gold, !gold.Any(static g => g)]
            : [.. Enumerable.Repeat(true, problem.Answers.Count + 1)];
    }

    public TruthProblem Problem { get; }

    /// <summary>The places of the members that answered, ascending, each once.</summary>
    public int[] Members { get; }

    /// <summary>By answer: how often each of <see cref="Members"/> gave it.</summary>
    public int[][] Counts { get; }

    /// <summary>How often each of <see cref="Members"/> answered.</summary>
    public int[] Totals { get; }

    /// <summary>The numbers of votes that answers have, each once; 0 stands for no answer.</summary>
    public int[] GroupVotes { get; }

    /// <summary>For each answer, and last for none: where its number of votes stands in <see cref="GroupVotes"/>.</summary>
    public int[] Groups { get; }

    /// <summary><see cref="WrongAnswerLaw.LogLikelihoods"/> by the votes of the right answer, as in <see cref="GroupVotes"/>.</summary>
    public double[][] Coincidence { get; }

    /// <summary>Which answers may be right, and last whether none may, given the gold where there is one.</summary>
    public bool[] IsPossible { get; }
}
