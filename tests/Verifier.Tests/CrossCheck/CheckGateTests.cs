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
    [InlineData(.05)]
    [InlineData(.1)]
    [InlineData(.3)]
    public void Ask_WithAShare_KeepsToItAndUsesIt(double share)
    {
        var gate = new CheckGate(Learned(.92, .12), share, seed: 1);
        var (attempts, checks) = (0.0, 0.0);
        foreach (var problem in CheckedWorld.Create(5, 400, voters: 6, solveRate: .4, .92, .12))
        {
            attempts += Attempts.OutputTokens!.Value;
            var findings = Check(gate, problem.Problem, problem.Ballot, problem.Findings);
            checks += findings.Sum(static f => f.Usage.OutputTokens!.Value);
        }

        Assert.InRange(checks / (checks + attempts), share - .02, share);
    }

    [Fact]
    public void Ask_WithAShare_PrefersProblemsThatGainMore()
    {
        // One call for every fifth problem.
        var gate = new CheckGate(Learned(.92, .12), share: .02, seed: 1);
        var (open, sure) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var ballot = i % 2 == 0 ? Ballots.Of("a", "a", "b", "b") : Ballots.Of("a", "a", "a", "a", "a", "a", "a", "b");
            var findings = Check(gate, Ballots.Problem($"q{i}"), ballot, [.. ballot.Classes
                .Select(static c => CheckedWorld.Verdict(c.Key, Judgement.Unsure))]);
            (open, sure) = findings.Count > 0 && i > 100 ? (open + 1 - (i % 2), sure + (i % 2)) : (open, sure);
        }

        Assert.InRange(sure, 0, open / 4);
    }

    [Fact]
    public void Ask_OfOneProblemWithAShare_CallsArePaidFromIt()
    {
        var gate = new CheckGate(TruthMemory.Of(TruthModel.Prior), share: .2, seed: 1);

        var budget = gate.Ask(Ballots.Problem(), Priced("a", "b"), Attempts).Budget!;

        // An attempt took 1,000 tokens, so a check is guessed at 500; 1,000 may be spent.
        using (var first = budget.Reserve("verdict"))
        {
            Assert.Equal(1000, first!.MostTokens);
            Assert.Null(budget.Reserve("verdict"));
            first.Took(new Usage { Calls = 1, OutputTokens = 300 });
        }

        using (var second = budget.Reserve("verdict"))
            Assert.Equal(700, second!.MostTokens);
    }

    [Fact]
    public void Ask_TwoProblemsWithAShare_PayFromOnePurse()
    {
        var gate = new CheckGate(TruthMemory.Of(TruthModel.Prior), share: .2, seed: 1);

        var one = gate.Ask(Ballots.Problem("one"), Priced("a", "b"), Attempts).Budget!;
        using var first = one.Reserve("verdict");
        var two = gate.Ask(Ballots.Problem("two"), Priced("a", "b"), Attempts + Attempts).Budget!;
        using var second = two.Reserve("verdict");

        Assert.Equal((1000, 1500), (first!.MostTokens, second!.MostTokens));
        Assert.Null(one.Reserve("verdict"));
    }

    [Fact]
    public void Ask_AttemptsOfUnknownLength_IsRefusedWithAShare()
    {
        var gate = new CheckGate(TruthMemory.Of(TruthModel.Prior), share: .2, seed: 1);

        Assert.Equal(CheckPermit.Refused, gate.Ask(Ballots.Problem(), Ballots.Of("a", "b"), new Usage { Calls = 4 }));
    }

    /// <summary>Makes the calls that are allowed, 400 tokens each.</summary>
    private static List<Finding> Check(
        CheckGate gate, Problem problem, Ballot ballot, IReadOnlyList<Finding> planned)
    {
        var permit = gate.Ask(problem, ballot, Attempts);
        var findings = new List<Finding>();
        foreach (var finding in permit.IsGiven ? planned : [])
        {
            using var allowance = permit.Budget!.Reserve(finding.Method);
            if (allowance is null)
                break;

            var paid = finding with { Usage = new Usage { Calls = 1, OutputTokens = Math.Min(400, allowance.MostTokens) } };
            allowance.Took(paid.Usage);
            findings.Add(paid);
        }

        gate.Settle(permit, problem, ballot, findings);
        return findings;
    }

    private static Ballot Priced(params string[] answers) => Ballot.Of(
        [.. answers.Select(static (a, i) => Ballots.Attempt(i, a) with { Usage = new Usage { Calls = 1, OutputTokens = 2000 } })]);

    private static TruthMemory Learned(double truePositive, double falsePositive) =>
        TruthMemory.After(CheckedWorld.Create(4, 700, voters: 6, solveRate: .4, truePositive, falsePositive)
            .Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings)));

    private static double Checked(CheckGate gate, params string[] answers) => Enumerable.Range(0, 300).Average(i =>
        gate.Ask(Ballots.Problem($"p{i}"), Ballots.Of(answers), Attempts).IsGiven ? 1.0 : 0);
}
