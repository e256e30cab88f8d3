using Microsoft.Extensions.AI;

namespace HeavySim.Simulation.Tests;

/// <summary>The log-probabilities that the simulated model states where it is asked for them.</summary>
public sealed class ConfidenceTrackTests
{
    private static readonly IReadOnlyList<Problem> Problems = Worlds.Sums(20);

    [Fact]
    public void Reply_AskedForLogprobs_IsOtherwiseTheSame()
    {
        var model = Worlds.Model(Worlds.Flat(.5), Problems);
        var request = Worlds.Ask(ModelTask.Solve, Problems[0].Question);

        var plain = model.Reply(request, new ChatOptions { Seed = 3 });
        var asked = model.Reply(request, Asking(seed: 3));

        Assert.Null(plain.Confidences);
        Assert.NotNull(asked.Confidences);
        Assert.Equal(plain, asked with { Confidences = null, TopLogprobs = 0 });
    }

    [Fact]
    public void Streaming_AskedForLogprobs_GivesEveryTokenOnceAndTakesTheSameTime()
    {
        var (whole, pieces, times) = VirtualWorld.Run(static async clock =>
        {
            var client = Worlds.Client(Worlds.Model(Worlds.Flat(.5), Problems), clock);
            var request = Worlds.Ask(ModelTask.Solve, Problems[0].Question);
            var response = await client.GetResponseAsync(request, Asking(seed: 3));
            var times = new List<double>();
            var all = new List<float>();
            foreach (var options in (ChatOptions[])[new ChatOptions { Seed = 3 }, Asking(seed: 3)])
            {
                var began = clock.GetTimestamp();
                await foreach (var update in client.GetStreamingResponseAsync(request, options))
                {
                    if (update.AdditionalProperties?[TokenMarks.Confidences] is float[] confidences)
                        all.AddRange(confidences);
                }

                times.Add(clock.GetElapsedTime(began).TotalSeconds);
            }

            return (response, all, times);
        });

        Assert.Equal(whole.Usage!.OutputTokenCount, pieces.Count);
        Assert.Equal((float[])whole.AdditionalProperties![TokenMarks.Confidences]!, pieces);
        Assert.Equal(times[0], times[1], 3);
    }

    [Theory]
    [InlineData(20, 16)]
    [InlineData(5, 1.609 + ((16 - 3) * 4 / 19.0))]
    [InlineData(2, .693 + ((16 - 3) / 19.0))]
    public void Next_FewerCandidates_HaveLessToBeSureOf(int top, double expected)
    {
        var terms = new Logprobs { ProblemSpread = 0, AttemptSpread = 0, Drift = 0, TokenSpread = 0, RightDips = 0, HardDrop = 0 };

        var confidences = Track(terms, answer: 0, isWrong: false, tokens: 500).Next(500, top);

        Assert.All(confidences, c => Assert.Equal(expected, c, .01));
    }

    [Fact]
    public void Next_WrongAttempts_AreLessSureOnTheAverageAndDip()
    {
        var terms = new Logprobs { ProblemSpread = 0 };
        double[] right = [.. Enumerable.Range(0, 400).Select(i => Lowest(terms, i, isWrong: false))];
        double[] wrong = [.. Enumerable.Range(0, 400).Select(i => Lowest(terms, i, isWrong: true))];

        Assert.InRange(right.Average() - wrong.Average(), 1, 3);
        Assert.Contains(wrong, w => w > right.Average());

        static double Lowest(Logprobs terms, int key, bool isWrong)
        {
            var track = Track(terms, isWrong ? 1 : 0, isWrong, tokens: 8192, key);
            return Enumerable.Range(0, 8).Min(_ => track.Next(1024, 20).Average());
        }
    }

    [Fact]
    public void NextBlock_WithoutItsTokens_HasTheLawOfTheirMean()
    {
        var terms = new Logprobs { ProblemSpread = 0 };
        double[] blocks = [.. Enumerable.Range(0, 2000).Select(i => Track(terms, 0, false, 4096, i).NextBlock())];
        double[] tokens = [.. Enumerable.Range(5000, 2000)
            .Select(i => (double)Track(terms, 0, false, 4096, i).Next(ConfidenceTrack.Block, 20).Average())];

        Assert.Equal(blocks.Average(), tokens.Average(), .15);
        Assert.Equal(Spread(blocks), Spread(tokens), .15);

        static double Spread(double[] values) => Math.Sqrt(values.Average(v => v * v) - (values.Average() * values.Average()));
    }

    [Fact]
    public void Errors_OutOfRange_AreNamed()
    {
        var profile = Worlds.Flat(.5) with
        {
            Logprobs = new Logprobs { Mean = 1, WrongDips = 2, DipTokens = 0, DriftTokens = 0, Drift = -1 },
        };

        Assert.Equal(5, profile.Errors().Count(static e => e.Contains("logprobs.", StringComparison.Ordinal)));
    }

    private static ConfidenceTrack Track(Logprobs terms, int answer, bool isWrong, int tokens, int key = 1) =>
        new(terms, new ProblemOdds(RandomKey.Of(7), .5, .5, 4, 0), RandomKey.Of(key), tokens, answer, isWrong);

    private static ChatOptions Asking(long seed) => new()
    {
        Seed = seed,
        AdditionalProperties = new AdditionalPropertiesDictionary { [TokenMarks.Logprobs] = true, [TokenMarks.TopLogprobs] = 20 },
    };
}
