namespace HeavySim.Verifier;

/// <summary>
/// Independent verdicts: every distinct answer is judged by a few agents that did not give it, each alone. "verdict" shows the solution and
/// looks for its first wrong step; "reverse" shows the bare answer and puts it back into the problem (Weng et al. 2023, arXiv:2212.09561).
/// </summary>
internal sealed class VerdictCheck : ICheckMethod
{
    private const int Labels = 32;

    private const string Ending =
        "End with these lines and nothing after them:\nVerdict: correct, incorrect or unsure (one of the three)\n"
        + "Confidence: a number from 0 to 1, how likely your verdict is right\nFirst wrong step: the first step that is wrong, or none";

    private readonly ModelTask _task;
    private readonly string _instructions;
    private readonly int _checkersPerAnswer;
    private readonly CrossCheckOptions _options;

    private VerdictCheck(string name, ModelTask task, string instructions, int checkersPerAnswer, CrossCheckOptions options)
    {
        Name = name;
        _task = task;
        _instructions = instructions;
        _checkersPerAnswer = checkersPerAnswer;
        _options = options;
    }

    public string Name { get; }

    public static VerdictCheck OfSolutions(int checkersPerAnswer, CrossCheckOptions options) => new(
        "verdict",
        ModelTask.Verify,
        "You judge one proposed answer to a problem. Work the problem out for yourself first; then go through the proposed solution step "
            + "by step and look for the first step that does not hold. How sure the solution sounds tells nothing. " + Ending,
        checkersPerAnswer,
        options);

    public static VerdictCheck OfAnswers(int checkersPerAnswer, CrossCheckOptions options) => new(
        "reverse",
        ModelTask.Reverse,
        "You judge one proposed answer to a problem by going backwards: take the answer as given, put it back into the problem, and see "
            + "whether every condition of the problem then holds, or whether what is given can be recovered from it. " + Ending,
        checkersPerAnswer,
        options);

    public IReadOnlyList<PlannedCheck> Plan(Problem problem, Ballot ballot, long seed)
    {
        var key = RandomKey.Of(seed).With(problem.Id).With(Name);
        var perClass = CheckerDraw.Ordered(ballot)
            .Select(c => CheckerDraw.Strangers(_options.Checkers, [c], key.With(c.Key))
                .Take(_checkersPerAnswer)
                .Select((checker, turn) => (Class: c, Checker: checker, Turn: turn))
                .ToList())
            .ToList();

        // Every class gets its first checker before any gets its second.
        return [.. Enumerable.Range(0, _checkersPerAnswer)
            .SelectMany(round => perClass.Where(p => p.Count > round).Select(p => p[round]))
            .Select(pair => new PlannedCheck(Name, pair.Turn, Answers: 1, async (most, token) => await JudgeAsync(
                problem, Exhibit.Draw(pair.Class, Call(pair), _options.MaxSolutionLength), pair.Checker, Call(pair), token, most)))];

        RandomKey Call((AnswerClass Class, Checker Checker, int Turn) pair) => key.With(pair.Class.Key).With(pair.Checker.Card.Index);
    }

    /// <summary>One checker judges one answer.</summary>
    public async Task<Verdict> JudgeAsync(
        Problem problem, Exhibit exhibit, Checker checker, RandomKey key, CancellationToken cancellationToken, int? mostTokens = null)
    {
        var stream = key.With("label").Open();
        var label = 1 + stream.NextInt(Labels);
        var prompt = new CheckPrompt(_task, _instructions, key).Quote(problem).QuoteAnswer(label, exhibit.Answer);
        if (_task == ModelTask.Verify)
            prompt.QuoteSolution(label, exhibit.Solution);
        prompt.Say($"Judge answer {label}.").Reword(_options.Wordings.GetValueOrDefault(Name), Ending);

        var reply = await CheckerCall.AskAsync(checker, prompt, key, _options, cancellationToken, mostTokens);
        var read = VerdictParser.Parse(reply.Text);
        return new Verdict
        {
            Checker = checker.Card,
            Method = Name,
            AnswerKey = exhibit.Key,
            Judgement = read.Judgement,
            Confidence = read.Confidence,
            FirstWrongStep = read.FirstWrongStep,
            Text = reply.Text,
            Usage = reply.Usage,
            Elapsed = reply.Elapsed,
            Problem = reply.Problem ?? (read.Judgement == Judgement.Abstained ? "no verdict could be read from the reply" : null),
        };
    }
}
