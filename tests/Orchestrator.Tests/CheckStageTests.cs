using HeavySim.Simulation;

namespace HeavySim.Orchestrator.Tests;

public sealed class CheckStageTests
{
    [Fact]
    public void SolveAsync_Rounds_RevisionsVoteAnewUntilNobodyChanges()
    {
        var reviser = new FollowTheFirst();

        var (events, solution) = Solve.InVirtualTime(
            Solve.Options with { Rounds = 5, Reviser = reviser }, Solve.Answers("4", "5", "5", null));

        Assert.Equal(2, reviser.Rounds);
        Assert.Equal("4", solution.Selection.Answer?.Key);
        Assert.Equal(4, solution.Ballot.LeaderVotes);
        Assert.Equal(0, solution.Ballot.Silent);
        Assert.Equal(8, events.OfType<SolveEvent.Checked>().Count());
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 0)]
    public void SolveAsync_CheckGate_IsAskedAndToldAndGivesTheBudget(bool isGiven, int findings)
    {
        var gate = new ScriptedGate(new CheckPermit(isGiven, new NoBudget()));
        var checker = new FollowTheFirst();

        var (_, solution) = Solve.InVirtualTime(
            Solve.Options with { CrossChecker = checker, CheckGate = gate }, Solve.Answers("4", "5", "5", null));

        Assert.Equal(findings, solution.Findings.Count);
        Assert.Equal((4, findings), (gate.Spent!.Calls, gate.Found));
        Assert.Same(gate.Permit, gate.Settled);
        Assert.Same(isGiven ? gate.Permit.Budget : null, checker.Budget);
    }

    private sealed class NoBudget : ICheckBudget
    {
        public CheckAllowance? Reserve(string method) => null;
    }

    private sealed class ScriptedGate(CheckPermit permit) : ICheckGate
    {
        public CheckPermit Permit => permit;

        public Usage? Spent { get; private set; }

        public CheckPermit? Settled { get; private set; }

        public int Found { get; private set; }

        public CheckPermit Ask(Problem problem, Ballot ballot, Usage spent)
        {
            Spent = spent;
            return permit;
        }

        public void Settle(CheckPermit settled, Problem problem, Ballot ballot, IReadOnlyList<Finding> findings) =>
            (Settled, Found) = (settled, findings.Count);
    }

    /// <summary>Everybody takes over what agent 0 says.</summary>
    private sealed class FollowTheFirst : ICrossChecker
    {
        public string Method => "notes";

        public int Rounds { get; private set; }

        public ICheckBudget? Budget { get; private set; }

        IAsyncEnumerable<Finding> ICrossChecker.CheckAsync(
            Problem problem, Ballot ballot, long seed, ICheckBudget? budget, CancellationToken cancellationToken)
        {
            Budget = budget;
            return CheckAsync(problem, ballot, seed, cancellationToken);
        }

        public async IAsyncEnumerable<Finding> CheckAsync(
            Problem problem, Ballot ballot, long seed,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Rounds++;
            var votes = ballot.Classes.SelectMany(static c => c.Members)
                .ToDictionary(static m => m.Attempt.Agent.Index, static m => m.Answer);
            for (var i = 0; i < 4; i++)
            {
                await Task.Yield();
                var card = new AgentCard(i, "scripted", "test", "none", Temperature: null);
                yield return new Revision
                {
                    Checker = card,
                    Method = Method,
                    Usage = new Usage { Calls = 1, OutputTokens = 10 },
                    PreviousKey = votes.GetValueOrDefault(i)?.Key,
                    Attempt = new Attempt { ProblemId = problem.Id, Agent = card, Outcome = new Outcome.Answered(votes[0]) },
                };
            }
        }
    }
}
