using System.Net;
using System.Text;
using HeavySim.Agents;
using HeavySim.Orchestrator;
using HeavySim.Simulation;
using HeavySim.Verifier;

namespace HeavySim.Ensembles.Tests;

/// <summary>How long an attempt may take is the fan-out's to say, and nobody else's.</summary>
public sealed class AttemptDeadlineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public void Solve_RetryAfterBeyondTheDeadline_FailsWithItsCause()
    {
        var solution = Solve(static _ => Refusal(retryAfterSeconds: 300));

        Assert.Equal(Deadline, solution.Elapsed);
        Assert.All(solution.Attempts, static attempt =>
        {
            var failed = Assert.IsType<Outcome.Failed>(attempt.Outcome);
            Assert.Equal(FailureCause.RateLimited, failed.Cause);
            Assert.Contains("slow down", failed.Message, StringComparison.Ordinal);
            Assert.Contains("attempt limit of 60 s", failed.Message, StringComparison.Ordinal);
        });
        Assert.All(solution.Missing, static m => Assert.Contains("RateLimited", m.Cause, StringComparison.Ordinal));
    }

    [Fact]
    public void Solve_RetryAfterWithinTheDeadline_IsWaitedFor()
    {
        var solution = Solve(static call => call == 1 ? Refusal(retryAfterSeconds: 50) : Answer());

        Assert.Equal(4, solution.Ballot.Leader?.Votes);
        Assert.InRange(solution.Elapsed.TotalSeconds, 50, 52);
    }

    [Fact]
    public async Task Solve_CallOfMoreThanHalfTheDeadline_IsLetFinish()
    {
        var patient = await SlowestAsync(deadlineSeconds: 86_400);
        var slowest = patient.Attempts[0].Elapsed;
        Assert.IsType<Outcome.Answered>(patient.Attempts[0].Outcome);

        var tight = await SlowestAsync(slowest.TotalSeconds * 1.2);
        var late = await SlowestAsync(Math.Floor(slowest.TotalSeconds));

        Assert.Equal((patient.Attempts[0].Outcome, slowest), (tight.Attempts[0].Outcome, tight.Attempts[0].Elapsed));
        Assert.Equal(new Outcome.TimedOut("attempt", TimeSpan.FromSeconds(Math.Floor(slowest.TotalSeconds))), late.Attempts[0].Outcome);
    }

    private static async Task<Solution> SlowestAsync(double deadlineSeconds)
    {
        await using var ensemble = await Ensemble.OpenAsync(
            new EnsembleOptions { Endpoints = ["sim:"], Agents = 1, AttemptDeadline = deadlineSeconds }, [Problem],
            TestContext.Current.CancellationToken);
        return await ensemble.SolveAsync(Problem, watch: null, TestContext.Current.CancellationToken);
    }

    private static Problem Problem { get; } = new() { Id = "p", Question = "What is 2 + 2?", Gold = "4" };

    /// <summary>Four agents on an endpoint that is asked over HTTP, in virtual time.</summary>
    private static Solution Solve(Func<int, HttpResponseMessage> server) => VirtualWorld.Run(async time =>
    {
        var options = new EndpointOptions { Name = "e", BaseUrl = "http://localhost:1/v1", Models = ["m"] };
        using var client = Endpoint.Connect(options, time, seed: 1, new Server(server));
        var roster = RosterBuilder.Build(4, Endpoint.Bind(options, client), new RosterOptions(), Ensemble.Answers, time);
        var solve = new SolveOptions { Stop = StopRuleCatalog.Parse("all"), Selector = new VoteSelector(), AttemptDeadline = Deadline };
        Solution? solution = null;
        await foreach (var happened in new EnsembleSolver(roster, solve, new CallSlots(4), time).SolveAsync(new SolveRequest(Problem, []),
            CancellationToken.None))
            solution = (happened as SolveEvent.Solved)?.Solution;

        return solution!;
    });

    private static HttpResponseMessage Refusal(int retryAfterSeconds)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Content = new StringContent("""{"error":{"message":"slow down","type":"rate_limit"}}""", Encoding.UTF8, "application/json"),
        };
        response.Headers.Add("Retry-After", $"{retryAfterSeconds}");
        return response;
    }

    private static HttpResponseMessage Answer() => new(HttpStatusCode.OK)
    {
        Content = new StringContent(
            """{"choices":[{"message":{"role":"assistant","content":"The answer is \\boxed{4}."},"finish_reason":"stop"}]}""",
            Encoding.UTF8, "application/json"),
    };

    private sealed class Server(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
    {
        private int _calls;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(++_calls));
    }
}
