using HeavySim.Orchestrator;

namespace HeavySim.Ensembles.Tests;

/// <summary>What asking for log-probabilities, and cutting by them, makes of an ensemble.</summary>
public sealed class TokenConfidenceTests
{
    [Fact]
    public void Plan_WithoutThem_SaysNothingOfThem()
    {
        var plan = EnsemblePlan.Of(new EnsembleOptions());

        Assert.Null(plan.Logprobs);
        Assert.DoesNotContain(EnsembleIdentity.Of(plan, 8, "sim:", "none").Keys, static k => k is "logprobs" or "cut");
    }

    [Theory]
    [InlineData("", 20, 2048)]
    [InlineData("5", 5, 2048)]
    [InlineData("window=512", 20, 512)]
    [InlineData("8,window=100", 8, 100)]
    public void Plan_Logprobs_AreReadAndAreAPartOfTheRun(string text, int top, int window)
    {
        var plan = EnsemblePlan.Of(new EnsembleOptions { Logprobs = text });

        Assert.Equal(new LogprobTerms(top, window), plan.Logprobs);
        Assert.Equal($"{top},window={window}", EnsembleIdentity.Of(plan, 8, "sim:", "none")["logprobs"]);
    }

    [Fact]
    public void Plan_SelectorThatReadsThem_AsksForThem() =>
        Assert.Equal(LogprobTerms.Usual, EnsemblePlan.Of(new EnsembleOptions { Select = "deepconf:tail" }).Logprobs);

    [Fact]
    public void Plan_Cut_BringsWindowWavesAndSelectorAlong()
    {
        var plan = EnsemblePlan.Of(new EnsembleOptions { Agents = 12, Cut = "deepconf:high,warmup=4,window=512" });

        Assert.Equal(new ConfidenceCut { Keep = .9, WarmUp = 4, Window = 512 }, plan.Cut);
        Assert.Equal(new LogprobTerms(20, 512), plan.Logprobs);
        Assert.Equal(("4,32", "deepconf:lowest:keep=0.9:warmup=4"), (plan.Waves.ToString(), plan.Select));
        Assert.Equal("deepconf:keep=0.9,warmup=4,window=512", EnsembleIdentity.Of(plan, 12, "sim:", "none")["cut"]);
    }

    [Theory]
    [InlineData("logprobs", """{"logprobs":"1"}""")]
    [InlineData("logprobs", """{"logprobs":"21"}""")]
    [InlineData("logprobs", """{"logprobs":"problems.jsonl"}""")]
    [InlineData("logprobs", """{"agents":32,"cut":"deepconf","logprobs":"20,window=512"}""")]
    [InlineData("cut", """{"cut":"deepconf"}""")]
    [InlineData("cut", """{"agents":32,"cut":"deep"}""")]
    [InlineData("cut", """{"agents":32,"cut":"deepconf","tree":"default"}""")]
    public async Task OpenAsync_WhatCannotBe_IsAFaultOfThatOption(string option, string json)
    {
        var error = await Assert.ThrowsAsync<EnsembleOptionsException>(() => Ensemble.OpenAsync(EnsembleOptions.FromJson(json)));

        Assert.Equal([option], error.Faults.Select(static f => f.Option));
    }

    [Fact]
    public async Task Solve_Cut_CancelsUnsureAttemptsAndPaysForWhatCame()
    {
        var problem = new Problem { Id = "p", Question = "How many apples are 17 and 26 apples together?", Gold = "43" };
        var options = new EnsembleOptions { Endpoints = ["sim:"], Agents = 32, Stop = "all", Seed = 3, Logprobs = "20,window=256" };

        var whole = await SolveAsync(options);
        var cut = await SolveAsync(options with { Cut = "deepconf:low,window=256" });

        Assert.All(whole.Attempts, static a => Assert.NotNull(a.TokenConfidence));
        Assert.Equal(whole.Attempts.Take(16).Select(Told), cut.Attempts.Take(16).Select(Told));
        var ended = cut.Attempts.Where(static a => a.Outcome is Outcome.Cut).ToList();
        Assert.InRange(ended.Count, 4, 16);
        foreach (var attempt in ended)
        {
            Assert.InRange(attempt.Usage.OutputTokens!.Value, 256, whole.Attempts[attempt.Agent.Index].Usage.OutputTokens!.Value);
            Assert.True(attempt.Elapsed <= whole.Attempts[attempt.Agent.Index].Elapsed);
        }

        Assert.True(cut.Usage.OutputTokens < whole.Usage.OutputTokens);

        async Task<Solution> SolveAsync(EnsembleOptions chosen)
        {
            await using var ensemble = await Ensemble.OpenAsync(chosen, [problem], TestContext.Current.CancellationToken);
            return await ensemble.SolveAsync(problem, cancellationToken: TestContext.Current.CancellationToken);
        }

        static (string?, long?, TokenConfidence?) Told(Attempt attempt) =>
            (attempt.Answer?.Key, attempt.Usage.OutputTokens, attempt.TokenConfidence);
    }
}
