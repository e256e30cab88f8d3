using HeavySim.Simulation;

namespace HeavySim.Agents.Tests;

public sealed class RosterTests
{
    private static readonly BoxedAnswers Answers = new();

    [Fact]
    public void Build_32Agents_NoTwoAreAlike()
    {
        var cards = Cards(32, Bindings(1));

        Assert.Equal(32, cards.Select(card => (card.Endpoint, card.Model, card.Strategy, card.Temperature)).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 32), cards.Select(card => card.Index));
        Assert.All(cards, card => Assert.InRange(card.Temperature!.Value, 0.5, 1));
    }

    [Fact]
    public void Build_SeveralEndpoints_AreDealtOutInTurnWithEveryStrategy()
    {
        var cards = Cards(32, Bindings(3));

        Assert.Equal(["e0", "e1", "e2", "e0"], cards.Take(4).Select(card => card.Endpoint));
        Assert.Equal(27, cards.Select(card => (card.Endpoint, card.Strategy)).Distinct().Count());
    }

    [Fact]
    public void Build_LargerRoster_BeginsWithTheSmallerOne()
    {
        Assert.Equal(Cards(5, Bindings(2)), Cards(32, Bindings(2)).Take(5));
    }

    [Fact]
    public void Build_FixedTemperature_IsEverybodys()
    {
        Assert.All(Cards(8, Bindings(1), new RosterOptions { Temperature = 0.2 }), card => Assert.Equal(0.2, card.Temperature));
        Assert.All(Cards(8, Bindings(1), new RosterOptions { UsesEndpointTemperature = true }), card => Assert.Null(card.Temperature));
    }

    [Fact]
    public void Build_Scouts_LeadAndAnswerDirectly()
    {
        var cards = Cards(8, Bindings(1), new RosterOptions { Scouts = 2 });

        Assert.Equal(["direct", "direct"], cards.Take(2).Select(card => card.Strategy));
        Assert.Equal(Cards(8, Bindings(1)).Skip(2), cards.Skip(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(-1)]
    public void Build_NumberOutOfRange_IsRefused(int agents) => Assert.Throws<HeavySimException>(() => Cards(agents, Bindings(1)));

    [Fact]
    public void Build_WrongOptions_AllAreNamed()
    {
        var error = Assert.Throws<HeavySimException>(() =>
            Cards(1, Bindings(1), new RosterOptions { Temperature = 3, Strategies = [], MaxOutputTokens = 0 }));

        Assert.Contains("temperature", error.Message, StringComparison.Ordinal);
        Assert.Contains("strategy", error.Message, StringComparison.Ordinal);
        Assert.Contains("output limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FromEntries_TakesWhatIsWritten()
    {
        RosterEntry[] entries = [
            new() { Endpoint = "a", Model = "x", Strategy = "direct", Temperature = 0.1, Count = 2 }, new() { Endpoint = "b" }];

        var cards = RosterBuilder.Build(
            entries, entry => new EndpointBinding(entry.Endpoint, entry.Model ?? "first", Client()), new RosterOptions(), Answers,
            TimeProvider.System).Select(agent => agent.Card).ToList();

        Assert.Equal([new AgentCard(0, "x", "a", "direct", 0.1), new AgentCard(1, "x", "a", "direct", 0.1)], cards.Take(2));
        Assert.Equal((2, "first", "b"), (cards[2].Index, cards[2].Model, cards[2].Endpoint));
    }

    [Fact]
    public void Strategies_NameThatIsNotKnown_ListsThoseThatAre()
    {
        var error = Assert.Throws<HeavySimException>(() => PromptStrategies.Named(["direct", "guess"]));

        Assert.Contains("'guess'", error.Message, StringComparison.Ordinal);
        Assert.Contains("work-backwards", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_OfAgentsAndSamples_Differ()
    {
        var seeds = from agent in Enumerable.Range(0, 32) from sample in Enumerable.Range(0, 4) select RandomKey.Of(1).With("p").With(agent)
            .With(sample).ToSeed();

        Assert.Equal(128, seeds.Distinct().Count());
    }

    [Fact]
    public void Simulated_ModelBehindTheSameResilience_AnswersInVirtualTime()
    {
        var outcomes = VirtualWorld.Run(async clock =>
        {
            using var client = new ResilientChatClient(Client(), new ResilienceOptions(), clock, 1);
            var agents = RosterBuilder.Build(32, [new EndpointBinding("sim", "m", client)], new RosterOptions(), Answers, clock);
            var attempts = await Task.WhenAll(agents.Select(agent =>
                agent.AttemptAsync(
                    new Assignment { Problem = new Problem { Id = "p", Question = "Q" }, Seed = 1 }, null, CancellationToken.None)));
            return attempts.Select(attempt => attempt.Outcome.Name).ToList();
        });

        Assert.Equal(Enumerable.Repeat("answered", 32), outcomes);
    }

    private static List<AgentCard> Cards(int agents, IReadOnlyList<EndpointBinding> bindings, RosterOptions? options = null) =>
        [.. RosterBuilder.Build(agents, bindings, options ?? new RosterOptions(), Answers, TimeProvider.System)
            .Select(agent => agent.Card)];

    private static List<EndpointBinding> Bindings(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new EndpointBinding($"e{i}", "m", Client()))];

    private static ScriptedChatClient Client() => new((_, _) => SaysAsync());

    private static async IAsyncEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate> SaysAsync()
    {
        await Task.CompletedTask;
        yield return ScriptedChatClient.Text("Answer: 4");
        yield return ScriptedChatClient.End();
    }
}
