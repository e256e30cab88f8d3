using HeavySim.Simulation;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ScriptedChatClient;
using static HeavySim.Agents.Tests.Streams;

namespace HeavySim.Agents.Tests;

/// <summary>An endpoint that goes away: for a while, for good, or that was never there.</summary>
public sealed class OutageTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(FailureCause.Network, null)]
    [InlineData(FailureCause.Server, 500)]
    [InlineData(FailureCause.Server, 502)]
    public void Endpoint_AwayForAMinute_IsWaitedForByAllAndAskedByOne(FailureCause cause, int? status)
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 10, to: 70, cause, status);
            var waits = new EndpointWaits();
            using var client = new ResilientChatClient(outage.Model, new ResilienceOptions(), clock, 1, "lab", waits);
            await client.GetResponseAsync("first", null, None);
            await Task.Delay(TimeSpan.FromSeconds(20), clock, None);

            var asking = Task.WhenAll(Enumerable.Range(0, 32).Select(_ => client.GetResponseAsync("Q", null, None)));
            await Task.Delay(TimeSpan.FromSeconds(10), clock, None);
            var during = waits.At(clock.GetUtcNow());
            var answers = await asking;

            Assert.All(answers, static a => Assert.Equal("4", a.Text));
            Assert.InRange(outage.Seconds, 70, 90);
            // The first few learn of it; then one call at a time looks.
            Assert.InRange(outage.Refused, 3, 20);
            var wait = Assert.Single(during);
            Assert.Equal(("lab", false), (wait.Endpoint, wait.IsAsked));
            Assert.Contains("away", wait.Reason, StringComparison.Ordinal);
            Assert.Empty(waits.At(clock.GetUtcNow()));
        });
    }

    [Fact]
    public void Endpoint_ThatRefusesConnectionsForAWhile_HasCallsCountedForAnswersOnly()
    {
        VirtualWorld.Run(async clock =>
        {
            var refusal = new ModelCallException(FailureCause.Network, "connection refused") { NeverArrived = true };
            var model = new ScriptedChatClient((call, _) => call is > 1 and < 12 ? Fails(refusal) : Says("4"));
            using var client = new ResilientChatClient(model, new ResilienceOptions(), clock, 1);

            var transcripts = new List<Transcript>();
            for (var i = 0; i < 3; i++)
                transcripts.Add(await Wire.StreamAsync(client));
            var plain = await client.GetResponseAsync("Q", null, None);

            Assert.Equal(14, model.Calls);
            Assert.All(transcripts, static t => Assert.Equal(("4", 1), (t.Text, t.Calls)));
            Assert.Equal(1, UpdateMarks.CallNumber(plain.AdditionalProperties));
        });
    }

    [Fact]
    public void Endpoint_AwayForGood_IsGivenUpByAllAfterThePatience()
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 10, to: 1e6, FailureCause.Network, null);
            using var client = new ResilientChatClient(
                outage.Model, new ResilienceOptions { Patience = TimeSpan.FromMinutes(2) }, clock, 1);
            await client.GetResponseAsync("first", null, None);
            await Task.Delay(TimeSpan.FromSeconds(10), clock, None);

            var failures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
                Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, None))));

            Assert.All(failures, static f => Assert.Equal(FailureCause.CircuitOpen, f.Cause));
            Assert.All(
                failures, static f => Assert.StartsWith("It has been away for 2 min. It last said: ", f.Message, StringComparison.Ordinal));
            Assert.InRange(outage.Seconds, 129, 132);
        });
    }

    [Fact]
    public void Endpoint_GivenUpAndBackLater_IsFoundByTheNextCall()
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 10, to: 200, FailureCause.Network, null);
            using var client = new ResilientChatClient(
                outage.Model, new ResilienceOptions { Patience = TimeSpan.FromMinutes(1) }, clock, 1);
            await client.GetResponseAsync("first", null, None);
            await Task.Delay(TimeSpan.FromSeconds(10), clock, None);
            await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, None));
            await Task.Delay(TimeSpan.FromMinutes(5), clock, None);

            Assert.Equal("4", (await client.GetResponseAsync("Q", null, None)).Text);
        });
    }

    [Fact]
    public void Endpoint_BackAndFailingOnce_IsNotTakenForARefusalOfTheRequest()
    {
        VirtualWorld.Run(async clock =>
        {
            // 500 in the same words: to others until 70 s, and then once to the third call that goes on, which had only waited.
            var outage = new Outage(clock, from: 10, to: 70, FailureCause.Server, 500) { FailsOnceMore = true };
            using var client = new ResilientChatClient(outage.Model, new ResilienceOptions(), clock, 1);
            await client.GetResponseAsync("first", null, None);
            await Task.Delay(TimeSpan.FromSeconds(10), clock, None);

            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => client.GetResponseAsync("Q", null, None)));

            Assert.All(answers, static a => Assert.Equal("4", a.Text));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void Endpoint_NeverThere_IsToldWithinSeconds(int calls)
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 0, to: 1e6, FailureCause.Network, null);
            using var client = new ResilientChatClient(outage.Model, new ResilienceOptions(), clock, 1);

            var failures = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ =>
                Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, None))));

            Assert.All(
                failures, static f => Assert.StartsWith("It cannot be reached. It last said: ", f.Message, StringComparison.Ordinal));
            Assert.InRange(outage.Seconds, 3, 8);
        });
    }

    [Fact]
    public void Patience_OfZero_GivesUpAtOnce()
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 0, to: 1e6, FailureCause.Network, null);
            using var client = new ResilientChatClient(outage.Model, new ResilienceOptions { Patience = TimeSpan.Zero }, clock, 1);

            await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, None));

            Assert.InRange(outage.Seconds, 0, 2);
        });
    }

    [Fact]
    public void Endpoint_ThatNeverAnswersARequest_ServesNobodyAfterEight()
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 0, to: 1e6, FailureCause.Server, 500);
            using var client = new ResilientChatClient(outage.Model, new ResilienceOptions(), clock, 1);
            var causes = new List<FailureCause>();
            for (var i = 0; i < 8; i++)
                causes.Add((await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, None))).Cause);

            Assert.Equal([.. Enumerable.Repeat(FailureCause.Server, 7), FailureCause.CircuitOpen], causes);
        });
    }

    [Fact]
    public void Deadline_OfAnAttempt_StandsStillWhileTheEndpointIsAway()
    {
        VirtualWorld.Run(async clock =>
        {
            var outage = new Outage(clock, from: 10, to: 100, FailureCause.Network, null);
            using var client = new ResilientChatClient(outage.Model, new ResilienceOptions(), clock, 1);
            await client.GetResponseAsync("first", null, None);
            await Task.Delay(TimeSpan.FromSeconds(10), clock, None);
            using var deadline = AttemptScope.Begin(TimeSpan.FromSeconds(12), clock);

            var answer = await client.GetResponseAsync("Q", null, deadline.Token);

            Assert.Equal("4", answer.Text);
            Assert.False(deadline.IsOver);
            await Task.Delay(TimeSpan.FromSeconds(12), clock, None);
            Assert.True(deadline.IsOver);
        });
    }

    [Fact]
    public void Request_ThatMakesTheServerFail_IsLostAndNotTheEndpoint()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((_, _) =>
                AttemptScope.Problem == "poison" ? Fails(Fault(FailureCause.Server, "500: tensors", 500)) : Says("4"));
            using var client = new ResilientChatClient(model, new ResilienceOptions(), clock, 1);
            await AskAsync(clock, client, "good");
            var began = clock.GetTimestamp();

            var poisoned = Enumerable.Range(0, 12).Select(_ => AskAsync(clock, client, "poison"));
            var failures = await Task.WhenAll(poisoned.Select(static asking => Assert.ThrowsAsync<ModelCallException>(() => asking)));

            Assert.All(failures, static f => Assert.Equal(FailureCause.Server, f.Cause));
            Assert.InRange(clock.GetElapsedTime(began).TotalSeconds, 0, 30);
            Assert.Equal("4", (await AskAsync(clock, client, "good")).Text);
        });
    }

    [Fact]
    public void Request_ThatMakesTheServerFail_AskedAloneIsLostAndNotTheEndpoint()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((_, _) => Fails(Fault(FailureCause.Server, "500: tensors", 500)));
            using var client = new ResilientChatClient(model, new ResilienceOptions(), clock, 1);
            for (var i = 0; i < 20; i++)
            {
                var failure = await Assert.ThrowsAsync<ModelCallException>(() => AskAsync(clock, client, "poison"));
                Assert.Equal(FailureCause.Server, failure.Cause);
            }
        });
    }

    [Fact]
    public void Problem_ThatTakesMuchLonger_IsCutOnceAndThenWaitedFor()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((_, token) => Thinks(clock, AttemptScope.Problem == "hard" ? 25 : .3, token));
            using var client = new ResilientChatClient(model, new ResilienceOptions(), clock, 1);
            for (var i = 0; i < 40; i++)
                await AskAsync(clock, client, $"easy {i}");
            var (began, before) = (clock.GetTimestamp(), model.Calls);

            var hard = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(clock, client, "hard")));

            Assert.All(hard, static a => Assert.Equal("4", a.Text));
            Assert.Equal(8, model.Calls - before);
            Assert.InRange(clock.GetElapsedTime(began).TotalSeconds, 25, 30);
        });
    }

    [Fact]
    public void Endpoint_OfEmptyAnswersAlone_IsGivenUpAfterTwoDozen()
    {
        VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedChatClient((_, _) => Says(""));
            using var client = new ResilientChatClient(model, new ResilienceOptions(), clock, 1);

            var failures = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
                Assert.ThrowsAsync<ModelCallException>(() => AskAsync(clock, client, $"p{i % 4}"))));

            Assert.Contains(failures, static f => f.Cause == FailureCause.CircuitOpen
                && f.Message.StartsWith("24 calls were made, and none was ever answered.", StringComparison.Ordinal));
            Assert.InRange(model.Calls, 24, 64);
        });
    }

    [Fact]
    public void Server_WithNoRoom_IsToldOfAndGivenUpWithThePatience()
    {
        VirtualWorld.Run(async clock =>
        {
            var waits = new EndpointWaits();
            var model = new ScriptedChatClient((_, _) => Fails(Fault(FailureCause.RateLimited, "503: Loading model", 503)));
            using var client = new ResilientChatClient(
                model, new ResilienceOptions { Patience = TimeSpan.FromSeconds(40) }, clock, 1, "lab", waits);
            var began = clock.GetTimestamp();

            var asking = Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync("Q", null, None));
            await Task.Delay(TimeSpan.FromSeconds(35), clock, None);
            var during = waits.At(clock.GetUtcNow());
            await asking;

            Assert.Equal("503: Loading model", Assert.Single(during).Reason);
            Assert.InRange(clock.GetElapsedTime(began).TotalSeconds, 39, 51);
        });
    }

    private static async Task<ChatResponse> AskAsync(TimeProvider clock, ResilientChatClient client, string problem)
    {
        using var scope = AttemptScope.Begin(limit: null, clock, problem);
        var transcript = new Transcript();
        await foreach (var update in client.GetStreamingResponseAsync("Q", null, None))
            transcript.Add(update);
        return transcript.ToResponse();
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Thinks(
        TimeProvider clock, double seconds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), clock, token);
        yield return Text("4");
        yield return End();
    }

    /// <summary>A model that fails at once between two moments, and otherwise answers within a second.</summary>
    private sealed class Outage
    {
        private readonly TimeProvider _clock;
        private readonly long _began;

        private int _callsAfter;

        public Outage(TimeProvider clock, double from, double to, FailureCause cause, int? status)
        {
            _clock = clock;
            _began = clock.GetTimestamp();
            Model = new ScriptedChatClient((_, token) =>
            {
                var once = FailsOnceMore && Seconds >= to && ++_callsAfter == 3;
                if (!once && (Seconds < from || Seconds >= to))
                    return Answers(token);

                Refused++;
                return Fails(Fault(cause, "away", status));
            });
        }

        public ScriptedChatClient Model { get; }

        public int Refused { get; private set; }

        public bool FailsOnceMore { get; init; }

        public double Seconds => _clock.GetElapsedTime(_began).TotalSeconds;

        private async IAsyncEnumerable<ChatResponseUpdate> Answers(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, token);
            yield return Text("4");
            yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Stop };
        }
    }
}
