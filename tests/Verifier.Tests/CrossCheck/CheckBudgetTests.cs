using HeavySim.Simulation;

namespace HeavySim.Verifier.Tests;

/// <summary>A cross-check that is paid from a budget.</summary>
public class CheckBudgetTests
{
    // Three votes, two and one.
    private static readonly Ballot Split = Ballots.Of("a", "b", "a", "b", "c", "a");

    [Theory]
    [InlineData("verdict:3", 1, "a")]
    [InlineData("verdict:3", 3, "a b c")]
    [InlineData("verdict:3", 5, "a b c a b")]
    [InlineData("verdict:2+listwise:2", 1, "*")]
    [InlineData("verdict:2+listwise:2", 3, "* a b")]
    [InlineData("verdict:2+listwise:2", 8, "* a b c * a b c")]
    [InlineData("pairwise:2+verdict:1", 3, "ab a b")]
    public async Task Check_Budget_GoesToWhatIsLeastKnownAndTellsOfMost(string specification, int calls, string asked)
    {
        var budget = new ScriptedBudget(calls);

        var findings = await CollectAsync(specification, new ScriptedModel(static _ => "Verdict: correct\nBest: 1"), budget);

        Assert.Equal(asked, string.Join(' ', findings.Select(static f => f switch
        {
            Verdict verdict => verdict.AnswerKey,
            Comparison { AnswerKeys.Count: 3 } => "*",
            Comparison comparison => string.Concat(comparison.AnswerKeys),
            _ => "?",
        })));
        Assert.Equal((0, calls), (budget.InFlight, budget.Settled.Count(static u => u?.OutputTokens == 5)));
    }

    [Fact]
    public async Task Check_BudgetEndsWithinARound_PlansNoOther()
    {
        var model = new ScriptedModel(static _ => "Rating 1: 9\nRating 2: 2");

        var budget = new ScriptedBudget(1);

        var findings = await CollectAsync("swiss:3+verdict:1", model, budget);

        Assert.Equal("swiss", Assert.Single(findings).Method);
        // Before the call and behind it; another round would ask a third time.
        Assert.Equal(2, budget.Refused);
    }

    [Fact]
    public async Task Check_Budget_LimitsEachReply()
    {
        var model = new ScriptedModel(static _ => "Verdict: correct");

        await CollectAsync("verdict:1", model, new ScriptedBudget(3));

        Assert.All(model.Requests, static r => Assert.Equal(77, r.Options.MaxOutputTokens));
    }

    [Fact]
    public async Task Check_BudgetAboveTheCheckersOwnLimit_LeavesThat()
    {
        var model = new ScriptedModel(static _ => "Verdict: correct");
        var options = Panels.Options(model, 6);
        var check = CrossCheckCatalog.Create(
            "verdict:1", options with { Checkers = [.. options.Checkers.Select(static c => c with { MaxOutputTokens = 50 })] })!;

        await foreach (var _ in check.CheckAsync(
            Ballots.Problem(), Split, 1, new ScriptedBudget(3), TestContext.Current.CancellationToken))
        {
        }

        Assert.All(model.Requests, static r => Assert.Equal(50, r.Options.MaxOutputTokens));
    }

    [Fact]
    public void Check_Budget_LooksAgainWhenACallHasEnded()
    {
        var (findings, elapsed) = VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedModel(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, token);
                return "Verdict: correct";
            });
            var start = clock.GetTimestamp();
            // One call alone; the next two side by side, and so on.
            var budget = new ScriptedBudget(6) { MostInFlight = static settled => settled == 0 ? 1 : 2 };
            var findings = await CollectAsync("verdict:3", model, budget, clock);
            return (findings, clock.GetElapsedTime(start));
        });

        Assert.Equal(6, findings.Count);
        Assert.Equal(TimeSpan.FromSeconds(4), elapsed);
    }

    [Fact]
    public void Check_BudgetAndLeftEarly_GivesBackWhatWasSetAside()
    {
        var budget = VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedModel(async (r, token) =>
            {
                await Task.Delay(r.Block("answer") == "b" ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(2), clock, token);
                return "Verdict: correct";
            });
            var budget = new ScriptedBudget(3);
            await foreach (var _ in Create("verdict:1", model, clock).CheckAsync(Ballots.Problem(), Split, 1, budget, default))
                break;

            return budget;
        });

        Assert.Equal(0, budget.InFlight);
        Assert.Equal([5L, null, null], budget.Settled.Select(static u => u?.OutputTokens));
    }

    private static async Task<IReadOnlyList<Finding>> CollectAsync(
        string specification, ScriptedModel model, ICheckBudget budget, TimeProvider? time = null)
    {
        var findings = new List<Finding>();
        await foreach (var finding in Create(specification, model, time).CheckAsync(
            Ballots.Problem(), Split, 1, budget, CancellationToken.None))
        {
            findings.Add(finding);
        }

        return findings;
    }

    private static ICrossChecker Create(string specification, ScriptedModel model, TimeProvider? time) =>
        CrossCheckCatalog.Create(specification, Panels.Options(model, 6, time))!;

    /// <summary>A budget of so many calls.</summary>
    private sealed class ScriptedBudget(int calls) : ICheckBudget
    {
        public Func<int, int> MostInFlight { get; init; } = static _ => int.MaxValue;

        public int InFlight { get; private set; }

        public List<Usage?> Settled { get; } = [];

        public int Refused { get; private set; }

        public CheckAllowance? Reserve(string method)
        {
            if (InFlight + Settled.Count >= calls || InFlight >= MostInFlight(Settled.Count))
            {
                Refused++;
                return null;
            }

            InFlight++;
            return new CheckAllowance(77, usage =>
            {
                InFlight--;
                Settled.Add(usage);
            });
        }
    }
}
