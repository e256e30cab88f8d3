namespace HeavySim.Orchestrator.Tests;

/// <summary>The bar that a warm-up sets, and who is told of it.</summary>
public sealed class ConfidenceCutTests
{
    [Theory]
    [InlineData("deepconf", .1, 16, 2048)]
    [InlineData("deepconf:high", .9, 16, 2048)]
    [InlineData("deepconf:low,warmup=4,window=512", .1, 4, 512)]
    [InlineData("deepconf,warmup=8", .1, 8, 2048)]
    [InlineData("deepconf:keep=.25", .25, 16, 2048)]
    public void Parse_WellFormed_HasItsTermsAndReadsItselfBack(string text, double keep, int warmUp, int window)
    {
        var cut = ConfidenceCut.Parse(text);

        Assert.Equal((keep, warmUp, window), (cut.Keep, cut.WarmUp, cut.Window));
        Assert.Equal(cut, ConfidenceCut.Parse(cut.ToString()));
    }

    [Theory]
    [InlineData("shallow")]
    [InlineData("deepconf:middle")]
    [InlineData("deepconf:keep=1")]
    [InlineData("deepconf:warmup=0")]
    [InlineData("deepconf:warmup=32")]
    [InlineData("deepconf:window=-1")]
    public void Parse_Otherwise_SaysWhatACutIs(string text)
    {
        var error = Assert.Throws<HeavySimException>(() => ConfidenceCut.Parse(text));

        Assert.Contains("deepconf[:low|high]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_OnceTheWarmUpEnded_IsThePercentileInAnyOrder()
    {
        var cut = new ConfidenceCut { WarmUp = 5, Keep = .1 };
        double[] lowest = [1, 2, 4, 8, 16];

        foreach (var order in (int[][])[[0, 1, 2, 3, 4], [4, 2, 0, 3, 1]])
        {
            var bar = new ConfidenceBar(cut);
            bar.Add(Ended(9, 0.001));
            foreach (var i in order)
            {
                Assert.Null(bar.Below);
                bar.Add(Ended(i, lowest[i]));
            }

            Assert.Equal(12.8, bar.Below!.Value, 12);
        }
    }

    [Fact]
    public void Below_NothingMeasured_StaysAway()
    {
        var bar = new ConfidenceBar(new ConfidenceCut { WarmUp = 1 });

        bar.Add(Ended(0, null));

        Assert.Null(bar.Below);
    }

    [Fact]
    public void Solve_WithACut_TellsTheBarToThoseAfterTheWarmUp()
    {
        List<ConfidentAgent> agents = [];
        var options = Solve.Options with { Cut = new ConfidenceCut { WarmUp = 2, Keep = .5 }, Waves = Waves.Parse("2,32") };

        var (_, solution) = Solve.InVirtualTime(
            options, time => agents = [.. new double[] { 4, 8, 5, 7 }.Select((c, i) => new ConfidentAgent(i, c))]);

        Assert.Equal([null, null, 6, 6], agents.Select(static a => a.CutBelow));
        Assert.Equal(["answered", "answered", "cut", "answered"], solution.Attempts.Select(static a => a.Outcome.Name));
        Assert.Equal((3, 1, 0), (solution.Ballot.Votes, solution.Ballot.Silent, solution.Ballot.Unasked));
        Assert.Equal(40, solution.Usage.OutputTokens);
        Assert.Null(solution.Stopped);
    }

    [Fact]
    public void Solve_GoesOnWithARecordedWarmUp_HasTheSameBar()
    {
        List<ConfidentAgent> agents = [];
        var options = Solve.Options with { Cut = new ConfidenceCut { WarmUp = 2, Keep = .5 }, Waves = Waves.Parse("2,32") };

        Solve.InVirtualTime(
            options, time => agents = [.. new double[] { 4, 8, 5 }.Select((c, i) => new ConfidentAgent(i, c))],
            recorded: [Ended(0, 4), Ended(1, 8)]);

        Assert.Equal(6, agents[2].CutBelow);
    }

    private static Attempt Ended(int agent, double? lowest) => new()
    {
        ProblemId = "p",
        Agent = new AgentCard(agent, "m", "e", "plain", null),
        Outcome = new Outcome.Abstained("nothing"),
        TokenConfidence = lowest is { } known ? new TokenConfidence(known, known, known, known) : null,
    };

    /// <summary>Is as sure as it is told to be, and keeps to its bar.</summary>
    private sealed class ConfidentAgent(int index, double confidence) : IAgent
    {
        public double? CutBelow { get; private set; }

        public AgentCard Card { get; } = new(index, "m", "e", "plain", null);

        public Task<Attempt> AttemptAsync(Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
        {
            CutBelow = assignment.CutBelow;
            return Task.FromResult(Ended(index, confidence) with
            {
                Outcome = confidence < CutBelow
                    ? new Outcome.Cut("unsure")
                    : new Outcome.Answered(new Answer("1", "1", AnswerSource.Given)),
                Usage = new Usage { Calls = 1, OutputTokens = 10 },
            });
        }
    }
}
