using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier.Tests;

public class CheckGateTests
{
    private static readonly Usage Attempts = new() { Calls = 4, OutputTokens = 4000 };

    [Fact]
    public void Ask_NothingLearnedAndNoShare_ChecksWhereverAnswersDiffer()
    {
        var gate = new CheckGate(TruthMemory.Learning(), share: null, seed: 1);

        Assert.Equal(CheckPermit.Free, gate.Ask(Ballots.Problem(), Ballots.Of("a", "a", "b"), Attempts));
        Assert.Equal(CheckPermit.Refused, gate.Ask(Ballots.Problem(), Ballots.Of("a", "a", "a"), Attempts));
    }

    [Fact]
    public void Ask_CheckersLearnedToBeGood_ChecksAlmostAllThatIsOpen()
    {
        var gate = new CheckGate(Learned(.92, .12), share: null, seed: 1);

        Assert.InRange(Checked(gate, "a", "a", "b", "c"), 1, 1);
    }

    [Fact]
    public void Ask_CheckersThatManyProblemsShowedNothingOf_ChecksOneInTen()
    {
        var gate = new CheckGate(Learned(.5, .5), share: null, seed: 1);

        Assert.InRange(Checked(gate, "a", "a", "b", "c"), .05, .15);
    }

    [Theory]
    [InlineData(.1)]
    [InlineData(.3)]
    public void Ask_WithAShare_KeepsToItAndUsesIt(double share)
    {
        var gate = new CheckGate(Learned(.92, .12), share, seed: 1);
        var (attempts, checks) = (0.0, 0.0);
        foreach (var problem in CheckedWorld.Create(5, 400, voters: 6, solveRate: .4, .92, .12))
        {
            attempts += Attempts.OutputTokens!.Value;
            var permit = gate.Ask(problem.Problem, problem.Ballot, Attempts);
            IReadOnlyList<Finding> findings = permit.IsGiven ? [.. problem.Findings.Select(Costing)] : [];
            checks += findings.Sum(static f => f.Usage.OutputTokens!.Value);
            gate.Settle(permit, problem.Problem, problem.Ballot, findings);
        }

        // The first check is made before anything is known of its price, so it may take more than its part.
        Assert.InRange(checks / (checks + attempts), share - .02, share + .01);
    }

    [Fact]
    public void Ask_WithAShare_PrefersProblemsThatGainMore()
    {
        var memory = Learned(.92, .12);
        var gate = new CheckGate(memory, share: .1, seed: 1);
        var (open, sure) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var problem = Ballots.Problem($"q{i}");
            var ballot = i % 2 == 0 ? Ballots.Of("a", "a", "b", "b") : Ballots.Of("a", "a", "a", "a", "a", "a", "a", "b");
            var permit = gate.Ask(problem, ballot, Attempts);
            IReadOnlyList<Finding> findings = permit.IsGiven
                ? [.. ballot.Classes.Select(static c => Costing(CheckedWorld.Verdict(c.Key, Judgement.Unsure)))]
                : [];
            gate.Settle(permit, problem, ballot, findings);
            (open, sure) = permit.IsGiven && i > 100 ? (open + 1 - (i % 2), sure + (i % 2)) : (open, sure);
        }

        Assert.InRange(sure, 0, open / 4);
    }

    [Fact]
    public void Ask_OfOneProblemWithAShare_EndsTheCheckThere()
    {
        var gate = new CheckGate(TruthMemory.Of(TruthModel.Prior), share: .2, seed: 1);

        var permit = gate.Ask(Ballots.Problem(), Ballots.Of("a", "b"), Attempts);

        Assert.True(permit.IsGiven);
        Assert.Equal(1000, permit.MostTokens!.Value, 6);
    }

    private static TruthMemory Learned(double truePositive, double falsePositive) =>
        TruthMemory.After(CheckedWorld.Create(4, 700, voters: 6, solveRate: .4, truePositive, falsePositive)
            .Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings)));

    private static Finding Costing(Finding finding) => finding with { Usage = new Usage { Calls = 1, OutputTokens = 500 } };

    private static double Checked(CheckGate gate, params string[] answers) => Enumerable.Range(0, 300).Average(i =>
        gate.Ask(Ballots.Problem($"p{i}"), Ballots.Of(answers), Attempts).IsGiven ? 1.0 : 0);
}
