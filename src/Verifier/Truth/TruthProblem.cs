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
        // Only without one of the leaders is it another than without none.
        var rivals = new int[Answers.Count + 1];
        Array.Fill(rivals, RivalOf(-1));
        var most = Answers.Select(static a => a.Votes).DefaultIfEmpty().Max();
        for (var right = 0; most > 1 && right < Answers.Count; right++)
        {
            if (Answers[right].Votes == most)
                rivals[right] = RivalOf(right);
        }

        return rivals;
    }

    private int RivalOf(int right)
    {
        // One vote leads nothing.
        var (rival, most) = (-1, 1);
        for (var answer = 0; answer < Answers.Count; answer++)
        {
            if (answer == right || Answers[answer].Votes < most)
                continue;

            (rival, most) = (Answers[answer].Votes > most ? answer : -1, Answers[answer].Votes);
        }

        return rival;
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
