namespace HeavySim.Orchestrator.Tests.Rounds;

public sealed class RoundPlanTests
{
    [Theory]
    [InlineData("rsa", "rsa:n=16,k=4,steps=10", 10, 160)]
    [InlineData("rsa:steps=3, n=6", "rsa:n=6,k=4,steps=3", 3, 18)]
    [InlineData("rsa:n=3", "rsa:n=3,k=3,steps=10", 10, 30)]
    [InlineData("shrink", "shrink:16,4,1", 3, 21)]
    [InlineData("shrink:32,4,4,1", "shrink:32,4,4,1", 4, 41)]
    [InlineData("reflect", "reflect:8", 2, 9)]
    [InlineData("reflect:2", "reflect:2", 2, 3)]
    public void Parse_Plan_HasRoundsAndIsWrittenInOneForm(string text, string written, int rounds, int attempts)
    {
        var plan = RoundPlanCatalog.Parse(text);

        Assert.Equal((written, rounds, attempts), ($"{plan}", plan.Widths.Count, plan.Widths.Sum()));
        Assert.Equal(written, $"{RoundPlanCatalog.Parse(written)}");
    }

    [Theory]
    [InlineData("debate", "there is no plan of rounds 'debate'")]
    [InlineData("rsa:n=33", "'n=33' is none of these")]
    [InlineData("rsa:n=4,k=5", "k is at most n")]
    [InlineData("rsa:t=4", "'t=4' is none of these")]
    [InlineData("rsa:steps=1", "'steps=1' is none of these")]
    [InlineData("shrink:4,8", "never grow")]
    [InlineData("shrink:4", "two or more widths")]
    [InlineData("shrink:4,0", "'4,0' is not")]
    [InlineData("shrink:33,1", "from 32 down to 1")]
    [InlineData("reflect:1", "from 2 to 32")]
    [InlineData("reflect:many", "'many' is not")]
    public void Parse_WhatIsNoPlan_SaysWhatIsRight(string text, string said)
    {
        var error = Assert.Throws<HeavySimException>(() => RoundPlanCatalog.Parse(text));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Rsa_KDifferentMembersDrawnForEachAttempt()
    {
        var plan = RoundPlanCatalog.Parse("rsa:n=16,k=4");
        var population = Enumerable.Range(0, 16).Select(Attempt).ToList();

        var drawn = Enumerable.Range(0, 400).Select(i => plan.Choose(population, RandomKey.Of(1).With(i))).ToList();

        Assert.All(drawn, static shown => Assert.Equal(4, shown.Distinct().Count()));
        // Each of 16 is shown to a quarter of 400, within five standard errors.
        Assert.All(population, member => Assert.InRange(drawn.Count(shown => shown.Contains(member)), 57, 143));
        Assert.Equal(drawn[7], plan.Choose(population, RandomKey.Of(1).With(7)));
    }

    [Theory]
    [InlineData("shrink:4,1", EarlierForm.Conclusions)]
    [InlineData("reflect:4", EarlierForm.Trajectories)]
    public void Choose_OthersThanRsa_TheWholeRoundInADrawnOrder(string text, EarlierForm form)
    {
        var plan = RoundPlanCatalog.Parse(text);
        var before = Enumerable.Range(0, 4).Select(Attempt).ToList();

        var orders = Enumerable.Range(0, 40).Select(i => plan.Choose(before, RandomKey.Of(1).With(i))).ToList();

        Assert.Equal(form, plan.Form);
        Assert.All(orders, shown => Assert.Equal(before, shown.OrderBy(static a => a.Agent.Index)));
        Assert.True(orders.Select(static shown => shown[0].Agent.Index).Distinct().Count() > 1);
    }

    private static Attempt Attempt(int agent) => new()
    {
        ProblemId = "p",
        Agent = new AgentCard(agent, "m", "e", "s", null),
        Outcome = new Outcome.Abstained(""),
    };
}
