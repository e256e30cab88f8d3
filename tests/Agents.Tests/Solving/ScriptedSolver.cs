using System.Runtime.CompilerServices;

namespace HeavySim.Agents.Tests.Solving;

/// <summary>Lets happen what it is told to, and remembers what it was asked.</summary>
internal sealed class ScriptedSolver(Func<Problem, CancellationToken, IAsyncEnumerable<SolveEvent>> script) : ISolver
{
    public IReadOnlyList<AgentCard> Agents { get; } = [Card(0), Card(1), Card(2)];

    public SolveRequest? Request { get; private set; }

    public static ScriptedSolver Of(params Func<Problem, SolveEvent>[] events) => new((problem, _) => Play(problem, events));

    public static AgentCard Card(int index) => new(index, "model", "endpoint", "plain", Temperature: null);

    public static Answer Answer(string text) => new(text, text, AnswerSource.Given);

    public static Attempt Attempt(int agent, string? answer, string? text = null) => new()
    {
        ProblemId = "p",
        Agent = Card(agent),
        Outcome = answer is null ? new Outcome.Failed(FailureCause.Server, "status 500") : new Outcome.Answered(Answer(answer)),
        Text = text,
        Usage = new Usage { Calls = 1, InputTokens = 10, OutputTokens = 20, Cost = 0.01m },
    };

    public static SolveEvent Solved(Problem problem, string? answer, params Attempt[] attempts) => new SolveEvent.Solved(new Solution
    {
        Problem = problem,
        Ballot = Ballot.Of(attempts),
        Attempts = attempts,
        Missing = [.. attempts.Where(a => a.Answer is null).Select(a => new MissingAttempt(a.Agent.Index, a.Outcome.Explanation!))],
        Usage = Usage.Sum(attempts.Select(a => a.Usage)),
        Elapsed = TimeSpan.FromSeconds(3),
        Selection = new Selection
        {
            Method = "vote",
            Answer = answer is null ? null : Answer(answer),
            Confidence = answer is null ? null : 0.75,
            Ranking = [.. Ballot.Of(attempts).Classes.Select(c => new ScoredAnswer(c.Text, c.Key, c.Votes, 0.75))],
            Rationale = "2 of 3 votes",
        },
    })
    { ProblemId = problem.Id, At = TimeSpan.FromSeconds(3) };

    public IAsyncEnumerable<SolveEvent> SolveAsync(SolveRequest request, CancellationToken cancellationToken)
    {
        Request = request;
        return script(request.Problem, cancellationToken);
    }

    private static async IAsyncEnumerable<SolveEvent> Play(
        Problem problem, IReadOnlyList<Func<Problem, SolveEvent>> events,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var happens in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return happens(problem);
        }
    }
}
