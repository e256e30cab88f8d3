namespace HeavySim.Agents.Tests;

public sealed class ConfidenceMeterTests
{
    private static readonly float[] Tokens =
    [
        10.5f, 12.25f, 9.125f, 15, 14.5f, 13.75f, 8.25f, 7.5f, 6.125f, 9, 16.5f, 17.25f, 18, 12.75f, 11.5f, 10, 9.5f, 14.25f, 15.75f, 13,
        12, 11.25f, 10.75f, 16, 15.5f,
    ];

    /// <summary>Worked out apart from this program by the definitions: 22 groups of 4, of which 2 are the bottom tenth.</summary>
    [Fact]
    public void Measure_MoreThanAWindow_IsTheGoldenVector()
    {
        var meter = new ConfidenceMeter(4);

        meter.Add(Tokens);

        var measured = meter.Measure()!;
        Assert.Equal(12.4, measured.Mean, 12);
        Assert.Equal(13.375, measured.Tail, 12);
        Assert.Equal(7.71875, measured.Lowest, 12);
        Assert.Equal(8.3125, measured.Bottom, 12);
        Assert.Equal((25, 7.71875), (meter.Tokens, meter.LowestGroup!.Value));
    }

    [Fact]
    public void Measure_InPiecesOfAnySize_IsTheSame()
    {
        var (whole, pieces) = (new ConfidenceMeter(4), new ConfidenceMeter(4));
        whole.Add(Tokens);

        for (var i = 0; i < Tokens.Length; i += 3)
            pieces.Add(Tokens.AsSpan()[i..Math.Min(i + 3, Tokens.Length)]);

        Assert.Equal(whole.Measure(), pieces.Measure());
    }

    [Fact]
    public void Measure_ShorterThanTheWindow_IsOneGroupAndIsNeverCut()
    {
        var meter = new ConfidenceMeter(2048);
        meter.Add([2, 4]);

        Assert.Equal(new TokenConfidence(3, 3, 3, 3), meter.Measure());
        Assert.Null(meter.LowestGroup);
    }

    [Fact]
    public void Measure_NothingOrBegunAnew_IsNull()
    {
        var meter = new ConfidenceMeter(2);
        Assert.Null(meter.Measure());

        meter.Add([1, 1, 1]);
        meter.Restart();

        Assert.Null(meter.Measure());
        Assert.Null(meter.LowestGroup);
    }

    [Fact]
    public void Add_WhatIsNoConfidence_IsNoToken()
    {
        var meter = new ConfidenceMeter(2);

        meter.Add([3, float.NaN, -1, float.PositiveInfinity]);

        Assert.Equal(2, meter.Tokens);
        Assert.Equal(101.5, meter.Measure()!.Mean);
    }
}
