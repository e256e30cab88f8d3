using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier.Tests.Truth;

public class TruthMemoryTests
{
    [Fact]
    public void With_EverDoublingProblems_LearnsAtEightSixteenAndThirtyTwo()
    {
        var memory = TruthMemory.Learning();
        var learned = Seen(40).Select(p => memory.With(p).Problems).ToList();

        Assert.Equal([0, 8, 16, 32], learned.Distinct());
        Assert.Equal((0, 8, 16, 32), (learned[6], learned[7], learned[15], learned[31]));
    }

    [Fact]
    public void With_TheSameProblemTwice_CountsItOnce()
    {
        var memory = TruthMemory.Learning();
        foreach (var problem in Seen(7).Concat(Seen(7)))
            Assert.Equal(0, memory.With(problem).Problems);
    }

    [Fact]
    public void With_WhatTheRunShowedBefore_BeginsThere() =>
        Assert.Equal(20, TruthMemory.Learning(recorded: Seen(20)).With(Seen(1)[0]).Problems);

    [Fact]
    public void Of_AModel_NeverChanges()
    {
        var model = TruthFit.Fit(Seen(12));
        var memory = TruthMemory.Of(model);

        Assert.All(Seen(40), p => Assert.Same(model, memory.With(p)));
    }

    [Fact]
    public void With_CheckersThatPreferWrongAnswers_NeverHearsThem()
    {
        var memory = TruthMemory.Learning();

        Assert.All(Seen(300, truePositive: .3, falsePositive: .8), p => Assert.All(
            memory.With(p).Knowing(p).Laws, static l => Assert.True(l.IsBlind, l.Words)));
    }

    [Fact]
    public void With_CheckersThatPreferRightAnswers_HearsThemOnceTheyHaveEarnedIt()
    {
        var memory = TruthMemory.Learning();

        var isHeard = Seen(256, truePositive: .92, falsePositive: .12)
            .Select(p => memory.With(p).Knowing(p).Laws.All(static l => !l.IsBlind))
            .ToList();

        Assert.DoesNotContain(true, isHeard[..7]);
        Assert.True(isHeard[^1]);
    }

    [Fact]
    public void After_AsManyProblems_KnowsWhatTheMemoryOfThemKnows()
    {
        var seen = Seen(16);
        var memory = TruthMemory.Learning();
        foreach (var problem in seen)
            memory.With(problem);

        Assert.Equal(16, TruthMemory.After(seen).With(seen[0]).Problems);
        Assert.Equal(memory.With(seen[0]).Typical, TruthMemory.After(seen).With(seen[0]).Typical, .05);
    }

    private static List<TruthProblem> Seen(int count, double truePositive = .85, double falsePositive = .3) =>
        [.. CheckedWorld.Create(8, count, voters: 4, solveRate: .5, truePositive, falsePositive)
            .Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings))];
}
