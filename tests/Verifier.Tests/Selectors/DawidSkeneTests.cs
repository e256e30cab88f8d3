namespace HeavySim.Verifier.Tests;

public class DawidSkeneTests
{
    [Theory]
    [InlineData(0, 9, 97.19)]
    [InlineData(17, 26, 95.98)]
    [InlineData(34, 43, 90.90)]
    [InlineData(0, 43, 97.12)]
    public void Fit_RecordedPanel_ReachesTheReference(int from, int to, double reference)
    {
        var problems = RecordedPanels.Gsm8K(from..to);

        var accuracies = DawidSkene.Fit(problems, isGraded: false);

        Assert.Equal(reference, 100 * problems.Average(p => Baselines.Accuracy(p, [.. accuracies.Probabilities(p)])), .2);
    }

    [Fact]
    public void Fit_IndependentMembers_FindsTheirAccuracies()
    {
        double[] truth = [.9, .7, .7, .5, .5];
        string[] names = [.. truth.Select(static (_, j) => $"m{j}")];
        var problems = Enumerable.Range(0, 1500).Select(i =>
        {
            var stream = RandomKey.Of(6).With(i).Open();
            var answers = new string?[truth.Length];
            for (var j = 0; j < answers.Length; j++)
                answers[j] = stream.NextDouble() < truth[j] ? "right" : $"wrong {stream.NextInt(4)}";
            return FusionProblem.Of($"p{i}", names, answers, static k => k == "right");
        }).ToList();

        var accuracies = DawidSkene.Fit(problems, isGraded: false);

        Assert.All(names, (name, j) => Assert.Equal(truth[j], accuracies.ByMember[name], .06));
        Assert.True(DawidSkene.Fit(problems, isGraded: true).IsTrusted);
    }

    [Fact]
    public void Fit_FactionWrongTogether_IsNotTrustedWhereGoldsShowIt()
    {
        // Three of nine members always agree on something wrong; the six others are right half of the time and scatter otherwise.
        string[] names = [.. Enumerable.Range(0, 9).Select(static j => $"m{j}")];
        var problems = Enumerable.Range(0, 300).Select(i =>
        {
            var stream = RandomKey.Of(7).With(i).Open();
            var answers = new string?[9];
            for (var j = 0; j < 9; j++)
                answers[j] = j < 3 ? "faction" : stream.NextDouble() < .5 ? "right" : $"wrong {stream.NextInt(40)}";
            return FusionProblem.Of($"p{i}", names, answers, static k => k == "right");
        }).ToList();

        var graded = DawidSkene.Fit(problems, isGraded: true);

        var own = problems.Average(p => Baselines.Accuracy(p, [.. graded.Probabilities(p)]));
        var vote = problems.Average(static p => Baselines.Accuracy(p, Baselines.Vote(p)));
        Assert.True(own < vote, $"{own} against {vote}");
        Assert.False(graded.IsTrusted);
        Assert.False(DawidSkene.Fit(problems, isGraded: false).IsTrusted);
        Assert.Contains("graded problems", graded.Guard, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_NotTrusted_IsTheVoteAndSaysSo()
    {
        var accuracies = new MemberAccuracies
        {
            ByMember = new Dictionary<string, double>(StringComparer.Ordinal) { ["model-2 (plain)"] = .99 },
            IsTrusted = false,
            Guard = "It overrules the vote on 40.0% of 10 problems.",
        };
        var ballot = Ballots.Of("a", "a", "b");

        var guarded = SelectorCatalog.Create("dawid-skene", new SelectorOptions { Accuracies = accuracies }).Select(ballot);
        var trusted = SelectorCatalog.Create(
            "dawid-skene", new SelectorOptions { Accuracies = accuracies with { ByMember = Known(), IsTrusted = true } }).Select(ballot);

        Assert.Equal("a", guarded.Answer!.Key);
        Assert.Contains("not trusted", guarded.Rationale, StringComparison.Ordinal);
        Assert.Equal("b", trusted.Answer!.Key);

        static Dictionary<string, double> Known() => new(StringComparer.Ordinal)
        {
            ["model-0 (plain)"] = .6,
            ["model-1 (plain)"] = .6,
            ["model-2 (plain)"] = .99,
        };
    }
}
