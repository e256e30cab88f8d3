namespace HeavySim.Simulation;

/// <summary>
/// The simulated model itself: a pure function from a request (and the seed of its world) to a reply. Thread-safe. It works off what goes
/// over the wire alone, so it answers the same in process and behind HTTP. All draws are keyed by world seed, problem, model, request seed
/// and purpose.
/// </summary>
/// <remarks>
/// A request at temperature 0 is greedy: its seed does not count when a problem is solved. A request without a seed gets the number of such
/// requests so far. Model names "", "sim", "default" and the profile's own stand for the profile's model; any other name is a different
/// model that finds the same problems hard as far as <see cref="SimulationProfile.ModelCorrelation"/> says.
/// </remarks>
public sealed class SimulatedModel
{
    private readonly ProblemBook _book;
    private readonly AnswerLaw _answers;
    private readonly TokenLaw _tokens;
    private readonly SolvingTasks _solving;
    private readonly JudgingTasks _judging;
    private readonly AggregatingTasks _aggregating;
    private readonly SearchTasks _search;
    private long _unseeded;

    /// <summary>Creates a model.</summary>
    /// <param name="profile">What it is like; a profile with errors is refused.</param>
    /// <param name="problems">The problems whose golds it knows; enumerated once.</param>
    /// <param name="answers">Judges quoted answers.</param>
    /// <param name="worldSeed">The seed of the world: which problems are hard, what wrong answers attract.</param>
    /// <exception cref="ArgumentException">The profile has errors.</exception>
    public SimulatedModel(SimulationProfile profile, IEnumerable<Problem> problems, IAnswerEngine answers, long worldSeed)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(answers);
        if (profile.Errors() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(profile));

        Profile = profile;
        _book = new ProblemBook(problems, answers);
        _answers = new AnswerLaw(profile, worldSeed);
        _tokens = new TokenLaw(profile.Tokens, profile.Fast);
        _solving = new SolvingTasks(profile, _answers, answers);
        _judging = new JudgingTasks(profile, answers, _solving);
        _aggregating = new AggregatingTasks(profile.Aggregating, answers, _solving);
        _search = new SearchTasks(profile);
    }

    /// <summary>What it is like.</summary>
    public SimulationProfile Profile { get; }

    /// <summary>True when the set has a problem with this text (as <see cref="QuestionText"/> gives it).</summary>
    public bool Knows(string question) => _book.Knows(question);

    internal SimulatedReply Reply(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = ModelRequest.Read(messages, options);
        var context = ContextOf(request);
        var result = request.Task switch
        {
            ModelTask.Verify => _judging.Verify(context, "verify"),
            ModelTask.Reverse => _judging.Verify(context, "reverse"),
            ModelTask.Choose => _judging.Choose(context),
            ModelTask.Aggregate => _aggregating.Aggregate(context),
            ModelTask.Revise => _solving.Revise(context),
            ModelTask.Synthesize => _judging.Synthesize(context),
            ModelTask.Propose => _search.Propose(context),
            ModelTask.Finish => _search.Finish(context),
            ModelTask.Value => _search.Value(context),
            ModelTask.Rate => _judging.Rate(context),
            ModelTask.Improve => _judging.Improve(context),
            _ => _solving.Solve(context),
        };
        return Wrap(context, result);
    }

    private TaskContext ContextOf(ModelRequest request)
    {
        var problem = _book.Find(request.ProblemText);
        var model = request.ModelName is "" or "sim" or "default" || request.ModelName == Profile.Name ? "" : request.ModelName;
        var logits = (request.HasTools ? Profile.ToolGain : 0) - (request.IsFast ? Profile.Fast.AbilityLoss : 0);
        var odds = _answers.OddsOf(problem.Problem.Id, model, problem.WrongClasses, logits);
        var isGreedy = request.Temperature == 0 && request.Task == ModelTask.Solve;
        var seed = isGreedy ? 0 : request.Seed ?? Interlocked.Increment(ref _unseeded);
        return new TaskContext(request, problem, odds, seed, odds.Key.With(model).With(seed));
    }

    private SimulatedReply Wrap(in TaskContext context, TaskResult result)
    {
        var request = context.Request;
        var stream = context.Key.With("length").With((long)request.Task).Open();
        var drawn = _tokens.Draw(ref stream, context.Odds.Solve, result.IsWrong, request.IsFast, result.Share);
        var limit = Math.Min(Profile.Tokens.Limit, request.TokenLimit is > 0 ? request.TokenLimit.Value : int.MaxValue);
        var isTruncated = drawn > limit;
        var tokens = Math.Min(drawn, limit);
        return new SimulatedReply
        {
            Reasoning = request.IsFast ? null : Prose.Thought(ref stream),
            Text = isTruncated ? Prose.Cut(ref stream) : result.Text,
            InputTokens = request.InputTokens,
            OutputTokens = tokens,
            ReasoningTokens = request.IsFast ? 0 : (int)(tokens * Profile.Tokens.ReasoningShare),
            IsTruncated = isTruncated,
            TopLogprobs = request.TopLogprobs ?? 0,
            Confidences = request.TopLogprobs is null
                ? null
                : new ConfidenceTrack(Profile.Logprobs, context.Odds, context.Key, tokens, result.Class, result.IsWrong),
            FirstTokenSeconds = Profile.Speed.FirstTokenSeconds * Math.Exp(Profile.Speed.FirstTokenSpread * stream.NextNormal()),
            TokensPerSecond = Profile.Speed.TokensPerSecond * Math.Exp(Profile.Speed.TokensPerSecondSpread * stream.NextNormal()),
        };
    }
}
