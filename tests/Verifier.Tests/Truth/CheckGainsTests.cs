using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier.Tests.Truth;

public class CheckGainsTests
{
    [Fact]
    public void Of_NothingSeen_IsUnknown() => Assert.Null(CheckGains.Unknown.Of(.5));

    [Fact]
    public void Of_GoodCheckers_IsWhatTheyGainedAndLessWhereOneIsSure()
    {
        var problems = CheckedWorld.Create(2, 900, voters: 6, solveRate: .4, .92, .12);
        var seen = problems.Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings)).ToList();
        var model = TruthFit.Fit(seen);

        var gains = CheckGains.Learn(model, seen);

        var before = seen.ConvertAll(static s => s.Unchecked());
        var expected = before.Where(static s => s.Answers.Count > 1)
            .Average(s => gains.Of(FusionSelector.Posterior(model, s).Max())!.Value);
        var differ = problems.Zip(seen, before).Where(static x => x.Second.Answers.Count > 1).ToList();
        var gained = differ.Average(x => Right(model, x.Second)) - differ.Average(x => Right(model, x.Third));
        Assert.Equal(gained, expected, .04);
        Assert.InRange(gains.Of(.99)!.Value, 0, gains.Of(.5)!.Value / 2);
    }

    [Theory]
    [InlineData(400, null)]
    [InlineData(900, 0.0)]
    public void Of_CheckersThatShowNothing_IsNothingAfterMany(int problems, double? expected)
    {
        var seen = CheckedWorld.Create(2, problems, voters: 6, solveRate: .4, .5, .5)
            .Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings)).ToList();

        Assert.Equal(expected, CheckGains.Learn(TruthFit.Fit(seen), seen).Of(.5));
    }

    private static double Right(TruthModel model, TruthProblem problem)
    {
        var posterior = FusionSelector.Posterior(model, problem);
        return problem.Answers[Array.IndexOf(posterior, posterior.Max())].Key == "right" ? 1 : 0;
    }
}
