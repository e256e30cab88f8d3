namespace HeavySim.Records.Samples;

/// <summary>
/// An agent that gives recorded answers: sample s of agent a out of n gets recorded answer a + s·n of the problem. It takes no time, costs
/// what the recording cost, and bears the recorded model's name.
/// </summary>
internal sealed class ReplayAgent : IAgent
{
    private readonly RecordedSamples _samples;
    private readonly IAnswerEngine _engine;
    private readonly int _agents;

    /// <summary>Creates one agent of a roster.</summary>
    /// <param name="card">Who it is; an unnamed model is replaced by the recorded one.</param>
    /// <param name="samples">The recording.</param>
    /// <param name="agents">How many agents the roster has, at least 1.</param>
    /// <param name="engine">Brings the recorded answers into canonical form.</param>
    public ReplayAgent(AgentCard card, RecordedSamples samples, int agents, IAnswerEngine engine)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        Card = card;
        _samples = samples;
        _agents = agents;
        _engine = engine;
    }

    public AgentCard Card { get; }

    public Task<Attempt> AttemptAsync(Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<Attempt>(cancellationToken);

        var samples = _samples.Of(assignment.Problem);
        var index = Card.Index + ((long)assignment.Sample * _agents);
        if (index >= samples.Count)
            return Task.FromResult(Missing(assignment, samples.Count, index));

        var attempt = Replay(assignment, samples[(int)index].Attempt);
        progress?.Report(new AttemptProgress(attempt.Usage.OutputTokens ?? 0, attempt.Text, attempt.Reasoning));
        return Task.FromResult(attempt);
    }

    private Attempt Replay(Assignment assignment, Attempt recorded) => recorded with
    {
        ProblemId = assignment.Problem.Id,
        Agent = recorded.Agent.Model.Length > 0 ? Card with { Model = recorded.Agent.Model } : Card,
        Sample = assignment.Sample,
        Outcome = recorded.Answer is not { } answer ? recorded.Outcome
            : Answer(assignment.Problem, recorded, answer) is { } read ? new Outcome.Answered(read)
            : new Outcome.Abstained("the recorded answer is blank"),
        Started = TimeSpan.Zero,
        Elapsed = TimeSpan.Zero,
        TimeToFirstToken = null,
    };

    /// <summary>
    /// What was found in a text is looked for anew: the problem that is asked may know better than the recording what to look for.
    /// </summary>
    private Answer? Answer(Problem problem, Attempt recorded, Answer answer) =>
        answer.Source != AnswerSource.Given && recorded.Text is { Length: > 0 } text && _engine.Extract(problem, text) is { } found
            ? found
            : _engine.Read(problem, answer.Text);

    private Attempt Missing(Assignment assignment, int samples, long index) => new()
    {
        ProblemId = assignment.Problem.Id,
        Agent = Card,
        Sample = assignment.Sample,
        Outcome = new Outcome.Failed(
            FailureCause.Rejected,
            samples == 0
                ? $"the recording {_samples.Name} has no problem with this id or question"
                : $"the recording {_samples.Name} has {samples} samples of this problem; sample {index + 1} was asked for"),
    };
}
