namespace HeavySim.Verifier;

/// <summary>
/// Comparisons: a judge sees several distinct answers side by side and names the best. "listwise" shows all of them at once (GenSelect,
/// NVIDIA 2025, arXiv:2504.16891); "pairwise" shows the top few two by two, each pair in both orders, as judges favour a place.
/// </summary>
internal sealed class ComparisonCheck : ICheckMethod
{
    private const string Instructions =
        "You choose among several proposed answers to a problem, of which at most one is right. Work the problem out for yourself; then "
            + "compare the solutions where they part ways and see which of them holds there. How sure a solution sounds, how long it is "
            + "and in which place it stands tell nothing. End with this line and nothing after it:\nBest: the number of the best answer";

    private readonly CrossCheckOptions _options;
    private readonly Func<IReadOnlyList<AnswerClass>, RandomKey, IEnumerable<Shown>> _shows;

    private ComparisonCheck(string name, CrossCheckOptions options, Func<IReadOnlyList<AnswerClass>, RandomKey, IEnumerable<Shown>> shows)
    {
        Name = name;
        _options = options;
        _shows = shows;
    }

    public string Name { get; }

    /// <summary>All distinct answers at once, to several judges, each in its own order.</summary>
    /// <param name="judges">How many judges.</param>
    /// <param name="mostAnswers">Most answers shown, those with the most votes.</param>
    /// <param name="options">Who judges.</param>
    public static ComparisonCheck Listwise(int judges, int mostAnswers, CrossCheckOptions options) =>
        new("listwise", options, (classes, key) =>
    {
        var shown = classes.Take(mostAnswers).ToList();
        // All agents have a stake in some answer, so all may judge; the labels hide whose is whose.
        return CheckerDraw.Shuffled(options.Checkers, key)
            .Take(judges)
            .Select((judge, i) => new Shown(CheckerDraw.Shuffled(shown, key.With(i)), judge, key.With(i), Turn: i));
    });

    /// <summary>The top few two by two.</summary>
    /// <param name="mostAnswers">How many of the top take part, 2 or more.</param>
    /// <param name="options">Who judges: agents that gave neither answer where there are any.</param>
    public static ComparisonCheck Pairwise(int mostAnswers, CrossCheckOptions options) => new("pairwise", options, (classes, key) =>
    {
        var top = classes.Take(mostAnswers).ToList();
        return
            from a in Enumerable.Range(0, top.Count)
            from b in Enumerable.Range(0, top.Count)
            where a != b
            orderby a + b, a
            let call = key.With(top[a].Key).With(top[b].Key)
            let judge = CheckerDraw.Neutral(options.Checkers, [top[a], top[b]], call)
            where judge is not null
            select new Shown([top[a], top[b]], judge, call, Turn: a < b ? 0 : 1);
    });

    public IReadOnlyList<PlannedCheck> Plan(Problem problem, Ballot ballot, long seed)
    {
        var key = RandomKey.Of(seed).With(problem.Id).With(Name);
        return [.. _shows([.. CheckerDraw.Ordered(ballot)], key)
            .Select(shown => new PlannedCheck(
                Name, shown.Turn, shown.Answers.Count, (most, token) => CompareAsync(problem, shown, most, token)))];
    }

    private async Task<Finding> CompareAsync(Problem problem, Shown shown, int? mostTokens, CancellationToken cancellationToken)
    {
        var prompt = new CheckPrompt(ModelTask.Choose, Instructions, shown.Key)
            .Quote(problem)
            .QuoteSideBySide(shown.Answers, shown.Key, _options.MaxSolutionLength)
            .Say($"Which of the answers 1 to {shown.Answers.Count} is the best?");
        var reply = await CheckerCall.AskAsync(shown.Judge, prompt, shown.Key, _options, cancellationToken, mostTokens);
        var label = ChoiceParser.Parse(reply.Text, shown.Answers.Count);
        return new Comparison
        {
            Checker = shown.Judge.Card,
            Method = Name,
            AnswerKeys = [.. shown.Answers.Select(static a => a.Key)],
            PreferredKey = label is { } chosen ? shown.Answers[chosen - 1].Key : null,
            Text = reply.Text,
            Usage = reply.Usage,
            Elapsed = reply.Elapsed,
            Problem = reply.Problem ?? (label is null ? "no choice could be read from the reply" : null),
        };
    }

    /// <summary>What one judge sees: the answers in their places, label 1 first; and how many saw the same answers before.</summary>
    private sealed record Shown(IReadOnlyList<AnswerClass> Answers, Checker Judge, RandomKey Key, int Turn);
}
