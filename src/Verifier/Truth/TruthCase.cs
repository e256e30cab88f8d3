namespace HeavySim.Verifier.Truth;

/// <summary>A problem made ready for fitting: what does not change while a model is fitted is computed once.</summary>
internal sealed class TruthCase
{
    private readonly int[] _counts;

    /// <summary>Makes it ready.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="members">The place of each member's name among all members of the fit.</param>
    /// <param name="shared">Numbers what it may share with other problems.</param>
    public TruthCase(TruthProblem problem, Dictionary<string, int> members, TruthCases.Shared shared)
    {
        var answers = problem.Answers;
        var places = new int[members.Count];
        foreach (var answer in answers)
        {
            foreach (var name in answer.Members)
                places[members[name]]++;
        }

        Members = [.. Enumerable.Range(0, places.Length).Where(m => places[m] > 0)];
        var totals = Array.ConvertAll(Members, m => places[m]);
        for (var m = 0; m < Members.Length; m++)
            places[Members[m]] = m;
        _counts = new int[answers.Count * Members.Length];
        var votes = new int[answers.Count];
        for (var a = 0; a < answers.Count; a++)
        {
            votes[a] = answers[a].Votes;
            foreach (var name in answers[a].Members)
                _counts[(a * Members.Length) + places[members[name]]]++;
        }

        var sizes = votes.ToArray();
        Array.Sort(sizes);
        int[] groups = [.. votes.Append(0).Distinct()];
        var turnout = shared.Turnouts.Of(Turnout.RowOf(Members, totals));
        GroupResults = Array.ConvertAll(groups, right => shared.Results.Of([turnout, right]));
        GroupPartitions = Array.ConvertAll(groups, right => shared.Partitions.Of([problem.Choices, right, .. sizes]));
        Groups = [.. votes.Select(v => Array.IndexOf(groups, v)), Array.IndexOf(groups, 0)];
        IsPossible = problem.Gold is { } gold ? [.. gold, !gold.Any(static g => g)] : null;
    }

    /// <summary>The places of the members that answered, ascending, each once.</summary>
    public int[] Members { get; }

    /// <summary>For each answer, and last for none: which group of equally many votes it is in.</summary>
    public int[] Groups { get; }

    /// <summary>By group: its place in <see cref="TruthCases.Results"/>, if an answer of the group is right.</summary>
    public int[] GroupResults { get; }

    /// <summary>By group: its place in <see cref="TruthCases.Coincidences"/>, if an answer of the group is right.</summary>
    public int[] GroupPartitions { get; }

    /// <summary>Which answers may be right, and last whether none may, given the gold; null where there is no gold.</summary>
    public bool[]? IsPossible { get; }

    /// <summary>How often each of <see cref="Members"/> gave an answer.</summary>
    public ReadOnlySpan<int> CountsOf(int answer) => _counts.AsSpan(answer * Members.Length, Members.Length);
}
