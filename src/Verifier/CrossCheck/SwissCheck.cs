namespace HeavySim.Verifier;

/// <summary>
/// "swiss": a tournament of all distinct answers in rounds. A judge sees two of them side by side and rates both; the difference is the
/// margin, and who meets whom next follows from all margins so far (V1, arXiv:2603.04304).
/// </summary>
/// <param name="callsPerAnswer">Calls for each distinct answer, 1 or more. More than all pairs in both orders are never made.</param>
/// <param name="options">Who judges: agents that gave neither answer where there are any.</param>
internal sealed class SwissCheck(double callsPerAnswer, CrossCheckOptions options) : ICheckMethod
{
    private const string Instructions =
        "You rate two proposed answers to a problem, of which at most one is right. Work the problem out for yourself; then compare the "
            + "solutions where they part ways and see which of them holds there. How sure a solution sounds, how long it is and in which "
            + "place it stands tell nothing. Rate each from 1 (certainly wrong) to 10 (certainly right), and rate both the same only where "
            + "you cannot tell them apart. End with these two lines and nothing after them:\n"
            + "Rating 1: the rating of answer 1\nRating 2: the rating of answer 2";

    public string Name => "swiss";

    public IReadOnlyList<PlannedCheck> Plan(Problem problem, Ballot ballot, long seed) => PlanNext(problem, ballot, [], seed);

    public IReadOnlyList<PlannedCheck> PlanNext(Problem problem, Ballot ballot, IReadOnlyList<Finding> found, long seed)
    {
        var key = RandomKey.Of(seed).With(problem.Id).With(Name);
        var answers = CheckerDraw.Ordered(ballot).ToList();
        var left = (int)Math.Ceiling(callsPerAnswer * answers.Count) - found.Count;
        return left <= 0 || options.Checkers.Count == 0
            ? []
            :
            [
                .. SwissRound.Of([.. answers.Select(static a => a.Key)], [.. found.OfType<Comparison>()], key)
                    .Take(left)
                    .Select(pair => new PlannedCheck(
                        Name, Turn: 0, Answers: 2,
                        (most, token) => RateAsync(problem, answers[pair.First], answers[pair.Second], key, most, token))),
            ];
    }

    private async Task<Finding> RateAsync(
        Problem problem, AnswerClass first, AnswerClass second, RandomKey key, int? mostTokens, CancellationToken cancellationToken)
    {
        var call = key.With(first.Key).With(second.Key);
        var judge = CheckerDraw.Neutral(options.Checkers, [first, second], call)!;
        var prompt = new CheckPrompt(ModelTask.Rate, Instructions, call)
            .Quote(problem)
            .QuoteSideBySide([first, second], call, options.MaxSolutionLength)
            .Say("Rate answers 1 and 2.");
        var reply = await CheckerCall.AskAsync(judge, prompt, call, options, cancellationToken, mostTokens);
        var ratings = RatingParser.Parse(reply.Text);
        return new Comparison
        {
            Checker = judge.Card,
            Method = Name,
            AnswerKeys = [first.Key, second.Key],
            PreferredKey = ratings?.Lead switch { > 0 => first.Key, < 0 => second.Key, _ => null },
            Margin = ratings is null ? null : Math.Abs(ratings.Lead),
            Text = reply.Text,
            Usage = reply.Usage,
            Elapsed = reply.Elapsed,
            Problem = reply.Problem ?? (ratings is null ? "no two ratings could be read from the reply" : null),
        };
    }
}
