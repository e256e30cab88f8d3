namespace HeavySim.Verifier.Truth;

/// <summary>One problem as fusion sees it: who gave which answer, and what is known of each answer.</summary>
internal sealed record TruthProblem
{
    /// <summary>The problem's id.</summary>
    public required string Id { get; init; }

    /// <summary>How many answers there are to choose from, 2 or more; 0 for an open question.</summary>
    public int Choices { get; init; }

    /// <summary>
    /// The distinct answers in order of key, so that nothing depends on who came first; empty when every member was silent.
    /// </summary>
    public required IReadOnlyList<TruthAnswer> Answers { get; init; }

    /// <summary>The verdicts on its answers, one entry for each kind of checker.</summary>
    public IReadOnlyList<RatedAnswers> Ratings { get; init; } = [];

    /// <summary>The choices among its answers, one entry for each kind of judge and set of answers shown.</summary>
    public IReadOnlyList<ChosenAnswers> Choosings { get; init; } = [];

    /// <summary>What was measured of the attempts behind its answers, one entry for each measure.</summary>
    public IReadOnlyList<MeasuredAnswers> Measures { get; init; } = [];

    /// <summary>Whether each answer is right, in their order, where the gold is known; null (the default) where it is not.</summary>
    public IReadOnlyList<bool>? Gold { get; init; }

    /// <summary>True when somebody checked it.</summary>
    public bool IsChecked => Ratings.Count + Choosings.Count > 0;

    /// <summary>The problem as it was before anybody checked it.</summary>
    public TruthProblem Unchecked() => this with { Ratings = [], Choosings = [] };

    /// <summary>The number of attempts that answered.</summary>
    public int Votes => Answers.Sum(static a => a.Votes);

    /// <summary>
    /// For each answer taken as right, and last for none of them: which of the others most members gave, or -1 where several lead or none
    /// has two votes. It is the wrong answer that others fall for too, checkers among them.
    /// </summary>
    public IReadOnlyList<int> Rivals => field ??= FindRivals();

    private int[] FindRivals()
    {
        // Without one answer, the first two of the others tell whether one leads: three are enough.
        var leading = Enumerable.Range(0, Answers.Count).OrderByDescending(a => Answers[a].Votes).ThenBy(static a => a).Take(3).ToList();
        return [.. Enumerable.Range(0, Answers.Count + 1).Select(right => leading.Where(a => a != right).Take(2).ToList() switch
        {
            [var only] when Answers[only].Votes > 1 => only,
            [var first, var second] when Answers[first].Votes > Math.Max(1, Answers[second].Votes) => first,
            _ => -1,
        })];
    }
}

/// <summary>One distinct answer.</summary>
/// <param name="Key">The canonical key.</param>
/// <param name="Members">The names of the members that gave it, once for every sample.</param>
internal sealed record TruthAnswer(string Key, IReadOnlyList<string> Members)
{
    /// <summary>How many gave it.</summary>
    public int Votes => Members.Count;
}

/// <summary>The verdicts of one kind of checker on the answers of a problem.</summary>
/// <param name="Checker">The kind: method and model.</param>
/// <param name="Ratings">Each answer's ratings, in the order of the answers: how likely its checkers say it is right, in 0..1.</param>
internal sealed record RatedAnswers(string Checker, IReadOnlyList<IReadOnlyList<double>> Ratings);

/// <summary>The choices of one kind of judge among one set of answers.</summary>
/// <param name="Judge">The kind: method and model.</param>
/// <param name="Shown">The answers shown, by their place.</param>
/// <param name="Wins">How often each of them was preferred, in the same order.</param>
internal sealed record ChosenAnswers(string Judge, IReadOnlyList<int> Shown, IReadOnlyList<double> Wins);

/// <summary>A measure of the attempts behind each answer.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Values">The values of each answer's attempts, in the order of the answers; empty where nothing was measured.</param>
internal sealed record MeasuredAnswers(string Name, IReadOnlyList<IReadOnlyList<double>> Values)
{
    /// <summary>Each answer's mean, 0 where nothing was measured; computed once, as a fit asks for it often.</summary>
    public double[] Means => field ??= [.. Values.Select(static v => v.Count == 0 ? 0 : v.Average())];
}
