using HeavySim.Simulation;

namespace HeavySim.Verifier.Tests;

public class SwissCheckTests
{
    private static readonly Ballot Five = Ballots.Of("a", "b", "c", "d", "e", "a", "b");

    [Fact]
    public async Task Swiss_Budget_IsCallsForEachAnswerAndCoversAllFirst()
    {
        var model = new ScriptedModel(static r => ByLetter(r));

        var findings = (await Create("swiss:1.5", model).CollectAsync(Five, cancellationToken: Token)).Cast<Comparison>().ToList();

        Assert.Equal(8, findings.Count);
        Assert.Equal(["a", "b", "c", "d", "e"], findings.Take(3).SelectMany(static f => f.AnswerKeys).Distinct().Order());
        Assert.All(findings, static f => Assert.Equal(f.AnswerKeys.Min(StringComparer.Ordinal), f.PreferredKey));
        Assert.All(findings, static f => Assert.Equal(Math.Abs(f.AnswerKeys[0][0] - f.AnswerKeys[1][0]) / 9.0, f.Margin!.Value, 9));
        Assert.All(findings, static f => Assert.DoesNotContain(
            f.Checker.Index, Five.Classes.Where(c => f.AnswerKeys.Contains(c.Key)).SelectMany(static c => c.Members)
                .Select(static m => m.Attempt.Agent.Index)));
    }

    [Fact]
    public async Task Swiss_FewAnswers_EndsWhenAllHaveMetInBothOrders()
    {
        var model = new ScriptedModel(static r => ByLetter(r));

        var findings = await Create("swiss:32", model).CollectAsync(Ballots.Of("a", "b", "c"), cancellationToken: Token);

        Assert.Equal(
            ["ab", "ac", "ba", "bc", "ca", "cb"], findings.Cast<Comparison>().Select(static f => string.Concat(f.AnswerKeys)).Order());
    }

    [Theory]
    [InlineData("Rating 1: 4\nRating 2: 4", 0.0, null)]
    [InlineData("I cannot say.", null, "no two ratings could be read from the reply")]
    public async Task Swiss_NoPreference_SaysWhether(string reply, double? margin, string? problem)
    {
        var findings = await Create("swiss:1", new ScriptedModel(_ => reply)).CollectAsync(Five, cancellationToken: Token);

        Assert.All(findings.Cast<Comparison>(), f => Assert.Equal((null, margin, problem), (f.PreferredKey, f.Margin, f.Problem)));
    }

    [Theory]
    [InlineData("swiss:3")]
    [InlineData("verdict:2+swiss:3+listwise")]
    public void Swiss_OtherOrderOfArrival_MakesTheSameCalls(string specification)
    {
        Assert.Equal(Asked(static s => s % 977), Asked(static s => s % 41));

        // The longer one call takes, the later it is in; the next round must not see that.
        List<string> Asked(Func<long, long> milliseconds) => VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedModel(async (r, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1 + milliseconds(r.Options.Seed!.Value)), clock, token);
                return TaskLine.Read(r.System) == ModelTask.Rate ? ByHash(r) : "Verdict: correct";
            });
            var options = Panels.Options(model, 7, clock) with { MaxConcurrency = 3 };
            await CrossCheckCatalog.Create(specification, options)!.CollectAsync(Five);
            return model.Requests.Select(static r => r.Options.ModelId + r.User).Order(StringComparer.Ordinal).ToList();
        });
    }

    [Fact]
    public async Task Swiss_CallsRunOut_CutsTheRound()
    {
        var model = new ScriptedModel(static r => ByLetter(r));
        var options = Panels.Options(model, 7) with { MaxCalls = 4 };

        var findings = await CrossCheckCatalog.Create("swiss:3", options)!.CollectAsync(Five, cancellationToken: Token);

        Assert.Equal(4, findings.Count);
        Assert.Equal(5, findings.Take(3).Cast<Comparison>().SelectMany(static f => f.AnswerKeys).Distinct().Count());
    }

    [Fact]
    public void Swiss_FailingJudge_GoesOnAndEnds()
    {
        var findings = VirtualWorld.Run(clock => Create(
            "swiss:2", new ScriptedModel(static _ => throw new ModelCallException(FailureCause.Server, "it broke")), clock)
            .CollectAsync(Five));

        Assert.Equal(10, findings.Count);
        Assert.All(findings, static f => Assert.Equal("Server: it broke", f.Problem));
    }

    [Fact]
    public void Swiss_CallerCancels_AwaitsWhatIsInFlight()
    {
        VirtualWorld.Run(async clock =>
        {
            using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            var model = new ScriptedModel(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(4), clock, token);
                return "Rating 1: 5\nRating 2: 6";
            });

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                Create("swiss:3", model, clock).CollectAsync(Five, cancellationToken: caller.Token));
            // Three in the first round; of the second round's one call nothing came.
            Assert.Equal(1, model.Cancelled);
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string ByLetter(ScriptedModel.Request request)
    {
        var shown = request.Blocks.Where(static b => b.Name.StartsWith("answer", StringComparison.Ordinal)).Select(static b => b.Text[0]);
        return string.Join('\n', shown.Select(static (letter, i) => $"Rating {i + 1}: {10 - (letter - 'a')}"));
    }

    private static string ByHash(ScriptedModel.Request request) =>
        $"Rating 1: {1 + (request.Options.Seed!.Value % 10)}\nRating 2: {1 + (request.Options.Seed!.Value / 10 % 10)}";

    private static ICrossChecker Create(string specification, ScriptedModel model, TimeProvider? time = null) =>
        CrossCheckCatalog.Create(specification, Panels.Options(model, 7, time))!;
}
