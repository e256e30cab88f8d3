using Microsoft.Extensions.AI;

namespace HeavySim.Simulation.Tests;

public sealed class SimulatedChatClientTests
{
    private static readonly IReadOnlyList<Problem> Problems = Worlds.Sums(20);

    [Fact]
    public void Streaming_Assembled_IsThePlainResponse()
    {
        var (plain, streamed) = VirtualWorld.Run(static async clock =>
        {
            var client = Worlds.Client(Worlds.Model(Worlds.Flat(0.5), Problems), clock);
            var request = Worlds.Ask(ModelTask.Solve, Problems[0].Question);
            var whole = await client.GetResponseAsync(request, new ChatOptions { Seed = 3 });
            var pieces = new List<ChatResponseUpdate>();
            await foreach (var update in client.GetStreamingResponseAsync(request, new ChatOptions { Seed = 3 }))
                pieces.Add(update);
            return (whole, pieces);
        });

        var assembled = streamed.ToChatResponse();
        Assert.Equal(plain.Text, assembled.Text);
        Assert.Equal(plain.FinishReason, assembled.FinishReason);
        Assert.Equal(plain.Usage!.OutputTokenCount, assembled.Usage!.OutputTokenCount);
        Assert.True(assembled.Usage.ReasoningTokenCount > 0);
        Assert.Contains(streamed, u => u.Contents.OfType<TextReasoningContent>().Any());
    }

    [Fact]
    public void Streaming_LongReply_GivesASignOfLifeEveryHalfMinute()
    {
        var profile = Worlds.Flat(1) with
        {
            Tokens = new TokenLengths { Median = 50_000, Spread = 0, TailDegrees = null, Limit = 1_000_000 },
        };

        var gap = VirtualWorld.Run(async clock =>
        {
            var client = Worlds.Client(Worlds.Model(profile, Problems), clock);
            var (last, longest) = (clock.GetUtcNow(), TimeSpan.Zero);
            await foreach (var _ in client.GetStreamingResponseAsync(
                Worlds.Ask(ModelTask.Solve, Problems[0].Question), new ChatOptions { Seed = 3 }))
            {
                var now = clock.GetUtcNow();
                longest = now - last > longest ? now - last : longest;
                last = now;
            }

            return longest;
        });

        Assert.InRange(gap, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void GetResponse_Time_IsFirstTokenAndTokensAtTheirRate()
    {
        var profile = Worlds.Flat(1) with
        {
            Tokens = new TokenLengths { Median = 700, Spread = 0, HardFactor = 0, TailDegrees = null },
            Speed = new Speed { FirstTokenSeconds = 2, FirstTokenSpread = 0, TokensPerSecond = 70, TokensPerSecondSpread = 0 },
        };

        var elapsed = VirtualWorld.Run(async clock =>
        {
            await Worlds.Client(Worlds.Model(profile, Problems), clock)
                .GetResponseAsync(Worlds.Ask(ModelTask.Solve, Problems[0].Question), new ChatOptions { Seed = 3 });
            return clock.GetUtcNow() - VirtualWorld.Epoch;
        });

        Assert.Equal(TimeSpan.FromSeconds(12), elapsed);
    }

    [Fact]
    public void GetResponse_TwoRunsOfOneSeed_TheSameAtTheSameTimes()
    {
        Assert.Equal(Trace(), Trace());

        static List<string> Trace() => VirtualWorld.Run(static async clock =>
        {
            var client = Worlds.Client(Worlds.Model(ProfileCatalog.Load("local-4-slots"), Problems), clock);
            var lines = new List<string>();
            await Task.WhenAll(Problems.SelectMany(p => Enumerable.Range(0, 8).Select(async agent =>
            {
                var seed = RandomKey.Of(5).With(p.Id).With(agent).With(0).ToSeed();
                var response = await client.GetResponseAsync(Worlds.Ask(ModelTask.Solve, p.Question), new ChatOptions { Seed = seed });
                lines.Add($"{clock.GetUtcNow():O} {p.Id} {agent} {response.Text}");
            })));
            return lines;
        });
    }

    [Fact]
    public void GetResponse_OffTheWorldsThread_FailsLoudly()
    {
        Assert.Throws<InvalidOperationException>(() => VirtualWorld.Run(static async clock =>
        {
            var client = Worlds.Client(Worlds.Model(Worlds.Flat(0.5), Problems), clock);
            await Task.Delay(TimeSpan.FromSeconds(1), clock).ConfigureAwait(false);
            await client.GetResponseAsync(Worlds.Ask(ModelTask.Solve, Problems[0].Question));
        }));
    }

    [Fact]
    public void SolveEverything_ThirtyTwoAgents_IsFast()
    {
        var problems = Worlds.Sums(200);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        VirtualWorld.Run(async clock =>
        {
            var client = Worlds.Client(Worlds.Model(ProfileCatalog.Load(""), problems), clock);
            await Task.WhenAll(problems.SelectMany(p => Enumerable.Range(0, 32).Select(agent =>
                client.GetResponseAsync(Worlds.Ask(ModelTask.Solve, p.Question), new ChatOptions { Seed = agent }))));
        });

        // 6,400 attempts; the aim is 50,000 a second, the bound leaves room for a loaded machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }
}
