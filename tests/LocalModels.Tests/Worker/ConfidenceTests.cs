namespace HeavySim.LocalModels.Tests.Worker;

public sealed class ConfidenceTests
{
    [Fact]
    public void Of_EqualLogits_IsTheLogarithmOfTheirNumber() =>
        Assert.Equal(Math.Log(4), Confidence.Of([7, 7, 7, 7], 2), 5);

    [Fact]
    public void Of_TheLikeliestTwo_IsMinusTheMeanOfTheirLogProbabilities()
    {
        // Probabilities .5, .3, .2 in another order.
        float[] logits = [MathF.Log(.2f), MathF.Log(.5f), MathF.Log(.3f)];

        Assert.Equal(-(Math.Log(.5) + Math.Log(.3)) / 2, Confidence.Of(logits, 2), 5);
    }
}
