namespace HeavySim.Verifier.Tests;

public class ConditionalLogitTests
{
    [Fact]
    public void Fit_TwoAnswersOneFeature_FindsTheLogOdds()
    {
        // 30 of 40 times the answer with the feature is right: the logistic weight is log 3, the prior is almost nothing.
        var sets = Enumerable.Range(0, 40).Select(static i => new ChoiceSet([Row(1), Row()], [i < 30, i >= 30])).ToList();

        var weights = ConditionalLogit.Fit(sets, [0], [1e-6], [0]);

        Assert.Equal(Math.Log(3), weights[0], .01);
    }

    [Fact]
    public void Fit_StrongPrior_StaysAtItsCentre()
    {
        var sets = Enumerable.Range(0, 40).Select(static i => new ChoiceSet([Row(1), Row()], [i < 30, i >= 30])).ToList();

        Assert.Equal(-1, ConditionalLogit.Fit(sets, [-1], [1e7], [0])[0], .001);
    }

    [Fact]
    public void Fit_SeveralRightAnswers_ReachesAStationaryPoint()
    {
        ChoiceSet[] sets =
        [
            new([Row(1, .5), Row(0, 1), Row(.3)], [true, true, false]),
            new([Row(0, 2), Row(1, 1)], [false, true]),
            new([Row(.2, .1), Row(.7), Row(0, .4)], [false, true, true]),
        ];
        double[] centre = [0, 0];
        double[] penalty = [.5, .5];

        var weights = ConditionalLogit.Fit(sets, centre, penalty, centre);

        for (var j = 0; j < 2; j++)
        {
            double[] up = [.. weights];
            double[] down = [.. weights];
            up[j] += .02;
            down[j] -= .02;
            Assert.True(Objective(up) > Objective(weights) && Objective(down) > Objective(weights), $"weight {j} is not at its optimum");
        }

        double Objective(double[] w) => sets.Sum(s => ConditionalLogit.LogLoss(s, w)) + (.25 * ((w[0] * w[0]) + (w[1] * w[1])));
    }

    private static SparseRow Row(params double[] values) => new([.. Enumerable.Range(0, values.Length)], values);
}
