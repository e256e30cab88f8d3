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

    private static List<TruthProblem> Seen(int count) =>
        [.. CheckedWorld.Create(8, count, voters: 4, solveRate: .5, .85, .3)
            .Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings))];
}
