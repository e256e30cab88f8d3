namespace HeavySim.Verifier.Tests;

public class FusionTrainerTests(ITestOutputHelper output)
{
    // Reference: conditional logit, 5 folds, of an independent implementation; percent.
    public static TheoryData<int, int, double, double> Panels() => new()
    {
        { 0, 9, 96.97, 97.14 },
        { 17, 26, 96.36, 96.12 },
        { 34, 43, 91.36, 90.37 },
        { 0, 43, 97.04, 96.97 },
    };

    [Theory]
    [MemberData(nameof(Panels))]
    public void Train_RecordedPanel_ReachesTheReferenceAndBothBaselines(int from, int to, double logit, double vote)
    {
        var problems = RecordedPanels.Gsm8K(from..to);

        var report = FusionTrainer.Train(problems, new FusionOptions { Repeats = to - from > 9 ? 1 : 2 }).Report;

        output.WriteLine(report.ToString());
        Assert.Equal(vote, 100 * report.Vote, .005);
        Assert.InRange(100 * report.Logit, logit - .3, 100);
        Assert.InRange(100 * report.Fusion, (100 * Math.Max(report.Vote, report.BestMember)) - .3, 100 * report.Ceiling);
    }

    [Fact]
    public void Train_DominatedPanel_BeatsTheVoteAndTheBestMember()
    {
        var report = FusionTrainer.Train(PanelWorld.Dominated(seed: 3, problems: 500, members: 24)).Report;

        output.WriteLine(report.ToString());
        Assert.True(report.Fusion > report.Vote + .09, report.ToString());
        Assert.True(report.Fusion > report.BestMember + .01, report.ToString());
    }

    [Fact]
    public void Train_NothingToLearn_StaysWithTheVote()
    {
        var report = FusionTrainer.Train(PanelWorld.Equals(seed: 5, problems: 300, members: 7)).Report;

        output.WriteLine(report.ToString());
        Assert.InRange(report.Fusion, report.Vote - .01, report.Vote + .03);
        Assert.True(report.Vote > report.BestMember);
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameModel()
    {
        var problems = PanelWorld.Dominated(seed: 1, problems: 60, members: 6);

        Assert.Equal(FusionFile.ToJson(FusionTrainer.Train(problems)), FusionFile.ToJson(FusionTrainer.Train(problems)));
    }

    [Fact]
    public void Train_NewProblems_KeepsItsPromiseAndItsCalibration()
    {
        var model = FusionTrainer.Train(PanelWorld.Dominated(seed: 8, problems: 400, members: 16));
        var fresh = PanelWorld.Dominated(seed: 9, problems: 2000, members: 16).Where(static p => p.Answers.Count > 0).ToList();

        var outcomes = fresh.Select(p =>
        {
            double[] probabilities = [.. model.Probabilities(p)];
            return (Confidence: model.Calibration.Apply(probabilities.Max()), Right: Baselines.Accuracy(p, probabilities));
        }).ToList();

        var accuracy = outcomes.Average(static o => o.Right);
        Assert.InRange(accuracy, model.Report.Fusion - .04, model.Report.Fusion + .04);
        Assert.InRange(outcomes.Average(static o => o.Confidence), accuracy - .05, accuracy + .05);
    }

    [Fact]
    public void Train_VerdictsTellTheTruth_LearnsToBelieveThem()
    {
        var problems = PanelWorld.Equals(seed: 2, problems: 300, members: 5).Select(static p => p with
        {
            Answers = [.. p.Answers.Select(static a => a with
            {
                Evidence = new Dictionary<string, double>(StringComparer.Ordinal) { [a.IsCorrect ? "accepted" : "rejected"] = 1 },
            })],
        }).ToList();

        var report = FusionTrainer.Train(problems).Report;

        Assert.Equal(report.Ceiling, report.Fusion, .005);
    }

    [Fact]
    public void Train_TooFewProblems_SaysHowManyItNeeds()
    {
        var error = Assert.Throws<HeavySimException>(static () =>
            FusionTrainer.Train(PanelWorld.Equals(seed: 1, problems: 19, members: 3)));

        Assert.Contains("at least 20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NobodyAnswered_Throws()
    {
        var silent = Enumerable.Range(0, 30).Select(static i => new FusionProblem { Id = $"p{i}", Answers = [] }).ToList();

        Assert.Throws<HeavySimException>(() => FusionTrainer.Train(silent));
    }

    [Fact]
    public void Train_OptionsOutOfRange_NamesEveryOne()
    {
        var options = new FusionOptions { Folds = 1, Repeats = 0, PriorStrengths = [] };

        var error = Assert.Throws<HeavySimException>(() =>
            FusionTrainer.Train(PanelWorld.Equals(seed: 1, problems: 30, members: 3), options));

        Assert.Contains("folds", error.Message, StringComparison.Ordinal);
        Assert.Contains("repeats", error.Message, StringComparison.Ordinal);
        Assert.Contains("prior strengths", error.Message, StringComparison.Ordinal);
    }
}
