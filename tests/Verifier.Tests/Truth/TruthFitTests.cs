using HeavySim.Mathematics;
using HeavySim.Verifier.Truth;

namespace HeavySim.Verifier.Tests.Truth;

public class TruthFitTests
{
    private static readonly VoteSelector Vote = new();

    /// <summary>At least the vote, and within .3 of the learned logit (measurement.md, section 7).</summary>
    [Theory]
    [InlineData(0, 9, 97.14, 96.97)]
    [InlineData(17, 26, 96.12, 96.36)]
    [InlineData(34, 43, 90.37, 91.36)]
    [InlineData(0, 43, 96.97, 97.04)]
    public void Fit_RecordedPanelWithoutGolds_IsNoWorseThanTheVoteAndNearTheLearnedLogit(int from, int to, double vote, double logit)
    {
        var problems = RecordedPanels.Gsm8K(from..to);
        var seen = problems.Select(Evidence).ToList();

        var model = TruthFit.Fit(seen);

        var accuracy = 100 * problems.Zip(seen).Average(x => Accuracy(x.First, FusionSelector.Posterior(model, x.Second)));
        Assert.InRange(accuracy, Math.Max(vote, logit - .3) - .005, 100);
        Assert.Empty(model.Laws);
    }

    [Fact]
    public void Fit_IndependentMembers_RanksThemByTheirAccuracies()
    {
        double[] truth = [.9, .75, .6, .45, .3];
        var seen = Enumerable.Range(0, 1500).Select(i =>
        {
            var stream = RandomKey.Of(6).With(i).Open();
            var answers = new string[truth.Length];
            for (var j = 0; j < answers.Length; j++)
                answers[j] = stream.NextDouble() < truth[j] ? "right" : $"wrong {stream.NextInt(4)}";
            return Of($"p{i}", answers);
        }).ToList();

        var model = TruthFit.Fit(seen);

        var abilities = Enumerable.Range(0, truth.Length).Select(j => model.Abilities[$"m{j}"]).ToList();
        Assert.Equal(abilities.OrderDescending(), abilities);
        // Ability is in logits about the middle of the panel.
        Assert.Equal(LogOdds.Of(.9) - LogOdds.Of(.3), abilities[0] - abilities[4], .6);
    }

    [Theory]
    [InlineData(.92, .12)]
    [InlineData(.85, .30)]
    public void Fit_SeeingCheckers_LiftsTheVoteAndKnowsHowSureItIs(double truePositive, double falsePositive)
    {
        var problems = CheckedWorld.Create(2, 1500, voters: 5, solveRate: .4, truePositive, falsePositive);

        var fusion = Fusion(problems, out var model);

        Assert.DoesNotContain(model.Laws, static l => l.IsBlind);
        var accuracy = fusion.Accuracy(problems);
        var best = SelectorCatalog.Create("best", new SelectorOptions()).Accuracy(problems);
        Assert.InRange(accuracy, best - .005, 1);
        Assert.InRange(accuracy, Vote.Accuracy(problems) + .1, 1);
        Assert.Equal(accuracy, Claimed(fusion, problems), .05);
    }

    [Theory]
    [InlineData(.5, .5)]
    [InlineData(.9, .9)]
    [InlineData(.12, .92)]
    [InlineData(.4, .6)]
    public void Fit_UselessOrInvertedCheckers_IsTheVote(double truePositive, double falsePositive)
    {
        var problems = CheckedWorld.Create(3, 1500, voters: 5, solveRate: .4, truePositive, falsePositive);

        var fusion = Fusion(problems, out var model);

        Assert.All(model.Laws, static l => Assert.True(l.IsBlind, l.Words));
        // Ties are drawn here and decided by skill there: of 1,500 problems, which are as often right, half a point is chance.
        Assert.Equal(Vote.Accuracy(problems), fusion.Accuracy(problems), .012);
    }

    [Fact]
    public void Fit_VotesOfEqualsThatAreMostlyWrong_StaysWithTheVote()
    {
        var problems = CheckedWorld.Create(3, 1500, voters: 9, solveRate: .4, .5, .5, verdictsPerClass: 0);

        var fusion = Fusion(problems, out var model);

        Assert.Equal(Vote.Accuracy(problems), fusion.Accuracy(problems), .01);
        Assert.InRange(model.Typical, .499, 2);
    }

    [Fact]
    public void Fit_Golds_TellWhetherTheCrowdIsRight()
    {
        // Of three answers two agree, and they are wrong: agreement cannot tell, golds can.
        var seen = Enumerable.Range(0, 200).Select(i => Of($"p{i}", i % 2 == 0 ? ["a", "a", "right"] : ["right", "a", "a"])).ToList();
        var golds = seen.Select((p, i) => i < 60 ? p with { Gold = [.. p.Answers.Select(static a => a.Key == "right")] } : p).ToList();

        var without = TruthFit.Fit(seen).Posterior(seen[199]);
        var with = TruthFit.Fit(golds).Posterior(seen[199]);

        Assert.True(with[0] < without[0], $"{with[0]} against {without[0]}");
    }

    [Fact]
    public void Fit_NothingAnswered_IsThePrior() =>
        Assert.Same(TruthModel.Prior, TruthFit.Fit([new TruthProblem { Id = "p", Answers = [] }]));

    [Fact]
    public void Posterior_ProblemsInAnotherOrder_IsTheSame()
    {
        var problems = CheckedWorld.Create(5, 60, voters: 4, solveRate: .5, .85, .3);
        var seen = problems.Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings)).ToList();

        var (one, other) = (TruthFit.Fit(seen).Posterior(seen[7]), TruthFit.Fit([.. seen.AsEnumerable().Reverse()]).Posterior(seen[7]));

        Assert.Equal(one.Sum(), 1, 9);
        Assert.All(one.Zip(other), static x => Assert.Equal(x.First, x.Second, 3));
    }

    private static FusionSelector Fusion(IReadOnlyList<CheckedProblem> problems, out TruthModel model)
    {
        model = TruthFit.Fit([.. problems.Select(static p => TruthEvidence.Read(p.Problem, p.Ballot, p.Findings))]);
        return new FusionSelector(TruthMemory.Of(model));
    }

    private static double Claimed(FusionSelector fusion, IReadOnlyList<CheckedProblem> problems) =>
        problems.Average(p => fusion.Select(p.Problem, p.Ballot, p.Findings, 1).Confidence!.Value);

    private static TruthProblem Evidence(FusionProblem problem) => new()
    {
        Id = problem.Id,
        Answers = [.. problem.Answers.Select(static a => new TruthAnswer(a.Key, a.Members))],
    };

    private static TruthProblem Of(string id, params string[] answers) => new()
    {
        Id = id,
        Answers = [.. answers.Select(static (key, j) => (key, Member: $"m{j}"))
            .GroupBy(static x => x.key, static x => x.Member, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => new TruthAnswer(g.Key, [.. g]))],
    };

    private static double Accuracy(FusionProblem problem, double[] posterior) => Baselines.Accuracy(problem, posterior);
}
