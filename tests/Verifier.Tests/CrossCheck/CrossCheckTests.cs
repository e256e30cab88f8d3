using HeavySim.Simulation;

namespace HeavySim.Verifier.Tests;

public class CrossCheckTests
{
    private static readonly Ballot Split = Ballots.Of("a", "b", "a", "b", "c", null);

    [Fact]
    public async Task Verdict_DistinctAnswers_EachJudgedByAgentsThatDidNotGiveIt()
    {
        var model = new ScriptedModel(static r => r.Block("answer") == "b" ? "Verdict: correct\nConfidence: 0.8" : "Verdict: incorrect");

        var findings = await Create("verdict:2", model, 6).CollectAsync(Split, cancellationToken: TestContext.Current.CancellationToken);

        var verdicts = findings.Cast<Verdict>().ToList();
        Assert.Equal(["a", "a", "b", "b", "c", "c"], verdicts.Select(v => v.AnswerKey).Order());
        Assert.All(verdicts, v => Assert.Equal(v.AnswerKey == "b" ? Judgement.Correct : Judgement.Incorrect, v.Judgement));
        Assert.All(verdicts, static v =>
            Assert.DoesNotContain(v.Checker.Index, v.AnswerKey switch { "a" => [0, 2], "b" => [1, 3], _ => new[] { 4 } }));
        Assert.All(verdicts.GroupBy(static v => v.AnswerKey), static g =>
            Assert.Equal(2, g.Select(v => v.Checker.Index).Distinct().Count()));
        Assert.All(verdicts, static v => Assert.Equal(5, v.Usage.OutputTokens));
    }

    [Fact]
    public async Task Verdict_Prompt_BeginsWithItsTaskAndQuotesAllElse()
    {
        var model = new ScriptedModel(static _ => "Verdict: correct");

        await Create("verdict+reverse", model, 6).CollectAsync(Split, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([ModelTask.Verify, ModelTask.Reverse], model.Requests.Select(static r => TaskLine.Read(r.System)).Distinct().Order());
        Assert.All(model.Requests, static request =>
        {
            var names = request.Blocks.Select(static b => b.Name.Split(' ')[0]);
            Assert.Equal(TaskLine.Read(request.System) == ModelTask.Verify
                ? ["problem", "answer", "solution"] : ["problem", "answer"], names);
            Assert.InRange(int.Parse(request.Blocks[1].Name.Split(' ')[1]), 1, 32);
            Assert.Equal("How many?", request.Block("problem"));
            Assert.DoesNotContain("model-", request.User, StringComparison.Ordinal);
            Assert.StartsWith("model-", request.Options.ModelId, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Listwise_EachJudge_SeesAllAnswersInAnOrderOfItsOwn()
    {
        var model = new ScriptedModel(static r =>
            $"Best: {r.Blocks.First(static b => b.Name.StartsWith("answer", StringComparison.Ordinal) && b.Text == "c").Name.Split(' ')[1]}");

        var findings = await Create("listwise:6", model, 6).CollectAsync(Split, cancellationToken: TestContext.Current.CancellationToken);

        var comparisons = findings.Cast<Comparison>().ToList();
        Assert.Equal(6, comparisons.Count);
        Assert.All(comparisons, static c => Assert.Equal("c", c.PreferredKey));
        Assert.All(comparisons, static c => Assert.Equal(["a", "b", "c"], c.AnswerKeys.Order()));
        Assert.True(comparisons.Select(static c => string.Concat(c.AnswerKeys)).Distinct(StringComparer.Ordinal).Count() > 1);
    }

    [Fact]
    public async Task Pairwise_TopThree_EveryPairInBothOrders()
    {
        var model = new ScriptedModel(static _ => "Best: 1");

        var findings = await Create("pairwise", model, 6).CollectAsync(Split, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["ab", "ac", "ba", "bc", "ca", "cb"],
            findings.Cast<Comparison>().Select(static c => string.Concat(c.AnswerKeys)).Order());
        Assert.All(findings.Cast<Comparison>(), static c => Assert.Equal(c.AnswerKeys[0], c.PreferredKey));
    }

    [Fact]
    public async Task Notes_EveryAgent_SeesDistinctSolutionsAndRevises()
    {
        var seen = new List<Assignment>();
        var agents = Enumerable.Range(0, 6).Select(i => (IAgent)new ScriptedAgent(i, assignment =>
        {
            seen.Add(assignment);
            return Ballots.Attempt(i, i == 5 ? null : "b") with { Sample = assignment.Sample };
        })).ToList();
        var options = new CrossCheckOptions { Agents = agents, Time = TimeProvider.System };

        var findings = await CrossCheckCatalog.Create("notes", options)!.CollectAsync(
            Split, cancellationToken: TestContext.Current.CancellationToken);

        var revisions = findings.Cast<Revision>().ToList();
        Assert.Equal(6, revisions.Count);
        Assert.Equal([0, 2, 4], revisions.Where(static r => r.IsChanged).Select(static r => r.Checker.Index).Order());
        Assert.All(seen, static a => Assert.Equal(1, a.Sample));
        Assert.All(seen, static a => Assert.Equal(["a", "b", "c"], a.Notes.Select(static n => n.Answer).Order()));
        Assert.All(seen, static a => Assert.Equal([1, 2, 3], a.Notes.Select(static n => n.Label)));
    }

    [Fact]
    public async Task Notes_BeforeVerdicts_TheRevisedVoteIsChecked()
    {
        var model = new ScriptedModel(static _ => "Verdict: correct");
        var agents = Enumerable.Range(0, 6).Select(static i => (IAgent)new ScriptedAgent(i, _ => Ballots.Attempt(i, i < 4 ? "a" : "z")))
            .ToList();
        var options = Panels.Options(model, 6) with { Agents = agents };

        var findings = await CrossCheckCatalog.Create("verdict:1+notes", options)!.CollectAsync(
            Split, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(6, findings.TakeWhile(static f => f is Revision).Count());
        Assert.Equal(["a", "z"], findings.OfType<Verdict>().Select(static v => v.AnswerKey).Order());
    }

    [Theory]
    [InlineData(6, 1, 2)]
    [InlineData(6, 0, 0)]
    public async Task Check_UnanimousVote_IsSkipped(int leader, int runnerUp, int calls)
    {
        var model = new ScriptedModel(static _ => "Verdict: correct");
        var ballot = Ballots.Of([.. Enumerable.Repeat("a", leader), .. Enumerable.Repeat("b", runnerUp)]);
        var options = Panels.Options(model, 12);

        var findings = await CrossCheckCatalog.Create("verdict:1", options)!.CollectAsync(
            ballot, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(calls, findings.Count);
    }

    [Fact]
    public async Task Check_Budget_CutsSecondOpinionsBeforeFirstOnes()
    {
        var model = new ScriptedModel(static _ => "Verdict: correct");
        var options = Panels.Options(model, 6) with { MaxCalls = 4 };

        var findings = await CrossCheckCatalog.Create("verdict:3", options)!.CollectAsync(
            Split, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(4, model.Requests.Count);
        Assert.Equal(["a", "b", "c"], findings.Cast<Verdict>().Select(static v => v.AnswerKey).Distinct().Order());
    }

    [Fact]
    public void Check_InVirtualTime_StreamsInOrderOfCompletionAndRepeatsExactly()
    {
        var first = Run();
        var second = Run();

        Assert.Equal(first, second);
        Assert.Equal(first.Select(static x => x.Elapsed).Order(), first.Select(static x => x.Elapsed));
        Assert.True(first.Max(static x => x.Elapsed) > first.Min(static x => x.Elapsed));

        static List<(string Key, int Checker, TimeSpan Elapsed)> Run() => VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedModel(async (r, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1 + (r.Options.Seed!.Value % 100_000)), clock, token);
                return "Verdict: correct";
            });
            var findings = await Create("verdict:3", model, 6, clock).CollectAsync(Split);
            return findings.Cast<Verdict>().Select(static v => (v.AnswerKey, v.Checker.Index, v.Elapsed)).ToList();
        });
    }

    [Fact]
    public void Check_Concurrency_IsHeld()
    {
        var (most, elapsed) = VirtualWorld.Run(async clock =>
        {
            var (now, most) = (0, 0);
            var model = new ScriptedModel(async (_, token) =>
            {
                most = Math.Max(most, ++now);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, token);
                now--;
                return "Verdict: correct";
            });
            var start = clock.GetTimestamp();
            await CrossCheckCatalog.Create("verdict:2", Panels.Options(model, 6, clock) with { MaxConcurrency = 3 })!.CollectAsync(Split);
            return (most, clock.GetElapsedTime(start));
        });

        Assert.Equal(3, most);
        Assert.Equal(TimeSpan.FromSeconds(2), elapsed);
    }

    [Fact]
    public void Check_FailingCheckers_AbstainWithTheReason()
    {
        var findings = VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedModel(async (r, token) =>
            {
                if (r.Block("answer") == "a")
                    throw new ModelCallException(FailureCause.Server, "it broke");
                if (r.Block("answer") == "b")
                    throw new InvalidOperationException("secret");
                await Task.Delay(TimeSpan.FromHours(1), clock, token);
                return "Verdict: correct";
            });
            return await Create("verdict:1", model, 6, clock).CollectAsync(Split);
        });

        Assert.All(findings.Cast<Verdict>(), static v => Assert.Equal(Judgement.Abstained, v.Judgement));
        Assert.Equal(
            ["Internal: InvalidOperationException", "Server: it broke", "check limit of 600 s passed"],
            findings.Select(static f => f.Problem!).Order(StringComparer.Ordinal));
        Assert.All(findings, static f => Assert.Equal(1, f.Usage.Calls));
    }

    [Fact]
    public void Check_FailsAfterBilledTries_CountsThem()
    {
        var billed = new Usage { Calls = 5, InputTokens = 50, OutputTokens = 20 };
        var model = new ScriptedModel(_ => throw new ModelCallException(FailureCause.Malformed, "it said nothing") { Billed = billed });

        var findings = VirtualWorld.Run(async clock => await Create("verdict:1", model, 2, clock).CollectAsync(Split));

        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Equal(billed, f.Usage));
    }

    [Fact]
    public void Check_LeftEarly_CallsOffAndAwaitsWhatIsInFlight()
    {
        var model = VirtualWorld.Run(async clock =>
        {
            var model = new ScriptedModel(async (r, token) =>
            {
                await Task.Delay(r.Block("answer") == "b" ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(2), clock, token);
                return "Verdict: correct";
            });
            await foreach (var finding in CrossCheckCatalog.Create(
                "verdict:1", Panels.Options(model, 6, clock) with { CallDeadline = null })!
                .CheckAsync(Ballots.Problem(), Split, 1, CancellationToken.None))
            {
                Assert.Equal("b", Assert.IsType<Verdict>(finding).AnswerKey);
                break;
            }

            return model;
        });

        Assert.Equal(2, model.Cancelled);
    }

    [Fact]
    public void Check_CallerCancels_Throws()
    {
        VirtualWorld.Run(async clock =>
        {
            using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
            var model = new ScriptedModel(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromHours(1), clock, token);
                return "";
            });

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                Create("verdict:1", model, 6, clock).CollectAsync(Split, cancellationToken: caller.Token));
            Assert.Equal(3, model.Cancelled);
        });
    }

    [Fact]
    public async Task Check_OtherOrderOfArrival_MakesTheSameCalls()
    {
        var attempts = Enumerable.Range(0, 6).Select(static i => Ballots.Attempt(i, "abc"[i % 3].ToString())).ToList();

        var forward = await Asked(attempts);
        var backward = await Asked(Enumerable.Reverse(attempts));

        Assert.Equal(forward, backward);

        static async Task<List<string>> Asked(IEnumerable<Attempt> arrived)
        {
            var model = new ScriptedModel(static _ => "");
            await Create("verdict+reverse+listwise+pairwise", model, 6).CollectAsync(Ballot.Of([.. arrived]));
            return [.. model.Requests.Select(static r => r.Options.ModelId + r.User).Order(StringComparer.Ordinal)];
        }
    }

    private static ICrossChecker Create(string specification, ScriptedModel model, int checkers, TimeProvider? time = null) =>
        CrossCheckCatalog.Create(specification, Panels.Options(model, checkers, time))!;
}
