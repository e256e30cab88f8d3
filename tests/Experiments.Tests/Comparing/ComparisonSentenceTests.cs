using HeavySim.Experiments.Comparing;
using HeavySim.Statistics.Comparing;

namespace HeavySim.Experiments.Tests;

public sealed class ComparisonSentenceTests
{
    [Fact]
    public void Sentence_TestAndIntervalAgree_NamesTheBetter() => Assert.Equal(
        "On these 500 problems B is right more often than A, by 8.0 points (95 % interval 5.0 to 11.0; McNemar mid-p, p = 0.0012).",
        ComparisonSentence.Of(Comparison(new ReportedDifference(-.08, -.11, -.05, .0012, "McNemar mid-p", 500), detectable: .043)));

    [Fact]
    public void Sentence_IntervalHoldsZero_CallsNobodyBetterWhateverTheTestSays()
    {
        var sentence = ComparisonSentence.Of(Comparison(
            new ReportedDifference(.08, -.001, .161, .04, "McNemar mid-p", 50), detectable: .11));

        Assert.StartsWith(
            "These 50 problems do not tell A and B apart: 8.0 points, first less second (95 % interval -0.10 to 16.1; McNemar mid-p, p = "
            + "0.0400).", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("more often", sentence, StringComparison.Ordinal);
        Assert.Contains("smaller than the 11.0 points", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_TestDoesNotReject_CallsNobodyBetterWhateverTheIntervalSays() => Assert.DoesNotContain(
        "more often", ComparisonSentence.Of(Comparison(new ReportedDifference(.08, .001, .159, .06, "sign flip", 50), detectable: .11)),
        StringComparison.Ordinal);

    [Fact]
    public void Sentence_FoundButSmallerThanTheSetDetects_SaysItMayBeOverstated() => Assert.EndsWith(
        "So many problems show 11.0 points four times in five, and less than that by luck: the true difference may well be smaller.",
        ComparisonSentence.Of(Comparison(new ReportedDifference(.08, .002, .158, .03, "McNemar mid-p", 50), detectable: .11)),
        StringComparison.Ordinal);

    [Fact]
    public void Sentence_NoProblemDiffers_IsNotEquality() => Assert.EndsWith(
        // 1 - .05^(1/50).
        "On others like these they may still differ on up to 5.8 % (95 % limit).",
        ComparisonSentence.Of(Comparison(new ReportedDifference(0, 0, 0, 1, "McNemar mid-p", 50), detectable: null)),
        StringComparison.Ordinal);

    [Fact]
    public void Sentence_OneProblem_ClaimsNothing() =>
        Assert.Equal(
            "One problem tells nothing about others.",
            ComparisonSentence.Of(Comparison(new ReportedDifference(1, -1, 1, .5, "McNemar mid-p", 1), detectable: null)));

    [Fact]
    public void Adjust_KnownValues_AreHolms()
    {
        // Sorted .01 .02 .03 .04 times 4 3 2 1, never falling.
        Assert.Equal([.06, .04, .06, .06], Holm.Adjust([.03, .01, .04, .02]), static (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([1.0, 1.0], Holm.Adjust([.6, .9]));
        Assert.Empty(Holm.Adjust([]));
    }

    private static RunComparison Comparison(ReportedDifference difference, double? detectable) => new()
    {
        First = "A",
        Second = "B",
        Simulated = false,
        Problems = difference.Problems,
        Unpaired = 0,
        EqualK = [],
        EqualTokens = [],
        ChoicesAtTokens = [],
        Curves = null,
        Selected = new ComparedChoices("vote", "vote", default, default, difference, 1, 1, 1, 1, null, null),
        Categories = [],
        FirstTokensPerSample = null,
        SecondTokensPerSample = null,
        Detectable = detectable,
        Sentence = "",
    };
}
