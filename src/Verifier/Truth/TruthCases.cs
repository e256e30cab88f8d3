namespace HeavySim.Verifier.Truth;

/// <summary>
/// The problems that a model is fitted to, made ready, and the members that answered any of them. What a model makes of the difficulty
/// depends on who answered and on how many were right alone, and what it makes of the wrong answers on their numbers alone; problems share
/// these, and they are worked out once for all that do.
/// </summary>
internal sealed class TruthCases
{
    /// <summary>Makes them ready.</summary>
    /// <param name="problems">The problems; those that nobody answered are left out.</param>
    public TruthCases(IEnumerable<TruthProblem> problems)
    {
        Problems = [.. problems.Where(static p => p.Answers.Count > 0)];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var problem in Problems)
        {
            foreach (var answer in problem.Answers)
                names.UnionWith(answer.Members);
        }

        string[] members = [.. names];
        Array.Sort(members, StringComparer.Ordinal);
        var places = new Dictionary<string, int>(members.Length, StringComparer.Ordinal);
        for (var m = 0; m < members.Length; m++)
            places[members[m]] = m;
        Members = members;
        var shared = new Shared(new RowNumbers(), new RowNumbers(), new RowNumbers());
        All = [.. Problems.Select(p => new TruthCase(p, places, shared))];
        Turnouts = [.. shared.Turnouts.Rows.Select(Turnout.Of)];
        Results = [.. shared.Results.Rows.Select(static row => (row[0], row[1]))];
        Coincidences = [.. shared.Partitions.Rows.Select(static row => WrongAnswerLaw.LogLikelihoods(row[0], row.AsSpan(2), row[1]))];
    }

    /// <summary>The problems.</summary>
    public IReadOnlyList<TruthProblem> Problems { get; }

    /// <summary>The same made ready, in their order.</summary>
    public TruthCase[] All { get; }

    /// <summary>The names of all members, ordinally ascending.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Who answered how often: each that some problem shows, once.</summary>
    public Turnout[] Turnouts { get; }

    /// <summary>A place in <see cref="Turnouts"/> and how many of the answers were right: each that a problem may show, once.</summary>
    public (int Turnout, int Right)[] Results { get; }

    /// <summary>
    /// By concentration of the wrong answers, how likely in logarithms these coincide as they do: each that a problem may show, once.
    /// </summary>
    public double[][] Coincidences { get; }

    /// <summary>The number of problems.</summary>
    public int Count => All.Length;

    /// <summary>Numbers what problems share.</summary>
    /// <param name="Turnouts">Who answered how often, as <see cref="Turnout.RowOf"/>.</param>
    /// <param name="Results">The number of a turnout, and how many of the answers were right.</param>
    /// <param name="Partitions">
    /// How many answers there are to choose from, the votes of the right one, and the votes of all answers in ascending order.
    /// </param>
    internal sealed record Shared(RowNumbers Turnouts, RowNumbers Results, RowNumbers Partitions);
}

/// <summary>Who answered how often.</summary>
/// <param name="Members">The places of the members that answered, ascending, each once.</param>
/// <param name="Totals">How often each of them answered.</param>
internal sealed record Turnout(int[] Members, int[] Totals)
{
    /// <summary>As a row of numbers.</summary>
    public static int[] RowOf(int[] members, int[] totals) => [.. members, .. totals];

    /// <summary>Read from a row of numbers.</summary>
    public static Turnout Of(int[] row) => new(row[..(row.Length / 2)], row[(row.Length / 2)..]);
}
