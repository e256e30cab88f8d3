using System.Diagnostics;

namespace HeavySim.LocalModels.Tests.Client;

/// <summary>The model that comes with the project, run for real in a process of its own.</summary>
public sealed class GgufChatClientTests : IDisposable
{
    private readonly WorkerHost _host = new(new GgufOptions(ModelFile.Path) { Slots = 8, Threads = 1 });

    private GgufChatClient Client => new(_host, "tiny", keepsSystem: false);

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task LoadAsync_OfTheModel_TellsWhatItIs()
    {
        var facts = await _host.LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new LoadedFacts("tiny-arith", Slots: 8, Context: 1024, KeepsSystem: false), facts);
    }

    [Fact]
    public async Task GetResponseAsync_EqualSeeds_GiveEqualTextsInAnyCompany()
    {
        var alone = await AskAsync(seed: 7);
        var together = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AskAsync(seed: i)));

        Assert.Equal(alone.Text, together[7].Text);
        Assert.True(together.Select(static r => r.Text).Distinct().Count() > 3);
    }

    [Fact]
    public async Task GetResponseAsync_TemperatureZero_IsTheLikeliestTextWhateverTheSeed()
    {
        var texts = new List<string>();
        for (var seed = 0; seed < 6; seed++)
        {
            texts.Add((await Client.GetResponseAsync(
                ModelFile.Ask(), new ChatOptions { Seed = seed, Temperature = 0 }, TestContext.Current.CancellationToken)).Text);
        }

        Assert.Single(texts.Distinct());
    }

    [Fact]
    public async Task GetResponseAsync_MoreThanTheTemplateCanRead_IsTheProblemsFailure()
    {
        ChatMessage[] messages = [new(ChatRole.User, string.Join(' ', Enumerable.Range(0, 1_500).Select(static i => $"word{i}")))];

        var failure = await Assert.ThrowsAsync<ModelCallException>(
            () => Client.GetResponseAsync(messages, null, TestContext.Current.CancellationToken));

        Assert.True(failure.Cause.IsOfProblem());
        Assert.Contains("the chat template fails", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResponseAsync_NoSeed_IsAnotherTextEachTime()
    {
        var client = Client;
        var texts = new List<string>();
        for (var i = 0; i < 6; i++)
            texts.Add((await client.GetResponseAsync(
                ModelFile.Ask(), new ChatOptions { Temperature = 1.2f }, TestContext.Current.CancellationToken)).Text);

        Assert.True(texts.Distinct().Count() > 1);
    }

    [Fact]
    public async Task GetResponseAsync_SystemMessageThatTheTemplateDrops_IsPutBeforeTheQuestionAndTold()
    {
        var told = 0;
        var client = new GgufChatClient(_host, "tiny", keepsSystem: false, folded: () => told++);

        await client.GetResponseAsync(ModelFile.Ask(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, told);
        for (var i = 0; i < 2; i++)
        {
            await client.GetResponseAsync(
                [new ChatMessage(ChatRole.System, "Be brief."), .. ModelFile.Ask()],
                cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, told);
    }

    [Fact]
    public async Task GetResponseAsync_ByTheModel_IsCountedExactly()
    {
        var first = await AskAsync(seed: 1);
        var second = await AskAsync(seed: 2);

        Assert.Equal(ChatFinishReason.Stop, first.FinishReason);
        Assert.Equal(first.Usage!.InputTokenCount, second.Usage!.InputTokenCount);
        Assert.True(first.Usage.OutputTokenCount > 3);
        // All but the last token of the same prompt was read before.
        Assert.Equal(first.Usage.InputTokenCount - 1, second.Usage.CachedInputTokenCount);
    }

    [Fact]
    public async Task GetResponseAsync_LimitOnTokens_CutsTheText()
    {
        var response = await AskAsync(seed: 1, new ChatOptions { MaxOutputTokens = 3 });

        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal(3, response.Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task GetResponseAsync_StopText_EndsBeforeIt()
    {
        var whole = await AskAsync(seed: 1);
        var response = await AskAsync(seed: 1, new ChatOptions { StopSequences = ["answer"] });

        Assert.Equal(whole.Text[..whole.Text.IndexOf("answer", StringComparison.Ordinal)], response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_LogProbabilitiesWanted_MeasuresEveryToken()
    {
        var options = Options(seed: 1, new ChatOptions
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [TokenMarks.Logprobs] = true, [TokenMarks.TopLogprobs] = 5 },
        });
        var (confidences, usage) = (new List<float>(), default(UsageDetails));
        await foreach (var update in Client.GetStreamingResponseAsync(ModelFile.Ask(), options, TestContext.Current.CancellationToken))
        {
            confidences.AddRange(UpdateMarks.Confidences(update.AdditionalProperties).ToArray());
            usage = update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details ?? usage;
        }

        Assert.Equal(usage!.OutputTokenCount, confidences.Count);
        Assert.All(confidences, static c => Assert.True(c > 0 && float.IsFinite(c)));
    }

    [Fact]
    public async Task GetResponseAsync_PromptTooLong_FailsAsSuch()
    {
        var error = await Assert.ThrowsAsync<ModelCallException>(() => Client.GetResponseAsync(
            ModelFile.Ask("What is " + string.Join(" + ", Enumerable.Range(1, 900)) + "?"),
            cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(FailureCause.ContextLength, error.Cause);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_LeftInTheMiddle_FreesItsPlace()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var updates = Client
                .GetStreamingResponseAsync(ModelFile.Ask(), Options(i), TestContext.Current.CancellationToken)
                .GetAsyncEnumerator(TestContext.Current.CancellationToken);
            Assert.True(await updates.MoveNextAsync());
        }

        Assert.NotEmpty((await AskAsync(seed: 1)).Text);
    }

    [Fact]
    public async Task GetResponseAsync_ProcessKilledInTheMiddle_FailsForNowAndIsServedByTheNext()
    {
        var before = await AskAsync(seed: 3);
        await using (var updates = Client.GetStreamingResponseAsync(ModelFile.Ask(), Options(3), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.True(await updates.MoveNextAsync());
            Kill();
            var error = await Assert.ThrowsAsync<ModelCallException>(async () =>
            {
                while (await updates.MoveNextAsync())
                {
                }
            });
            Assert.True(error.IsTransient);
            Assert.Equal(FailureCause.Network, error.Cause);
        }

        Assert.Equal(before.Text, (await AskAsync(seed: 3)).Text);
    }

    [Fact]
    public async Task GetResponseAsync_ProcessEndedThreeTimesAtAPrompt_IsTold()
    {
        var errors = new List<ModelCallException>();
        for (var i = 0; i < 4; i++)
        {
            errors.Add(await Assert.ThrowsAsync<ModelCallException>(async () =>
            {
                var isAlive = true;
                await foreach (var update in Client.GetStreamingResponseAsync(
                    ModelFile.Ask(), Options(i), TestContext.Current.CancellationToken))
                {
                    if (isAlive)
                        Kill();
                    isAlive = false;
                }
            }));
        }

        Assert.Equal([true, true, false, false], errors.Select(static e => e.IsTransient));
        Assert.Contains("ended 3 times at this prompt", errors[^1].Message, StringComparison.Ordinal);
        Assert.NotEmpty((await Client.GetResponseAsync(
            ModelFile.Ask("What is 2 + 2?"), cancellationToken: TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task GetResponseAsync_ProcessKilledUnderManyOfOnePrompt_IsOneDeathOfIt()
    {
        var asked = Enumerable.Range(0, 8).Select(i => AskAsync(seed: i)).ToList();
        await using (var updates = Client.GetStreamingResponseAsync(ModelFile.Ask(), Options(9), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            await updates.MoveNextAsync();
            Kill();
        }

        foreach (var call in asked)
            await Record.ExceptionAsync(() => call);

        Assert.NotEmpty((await AskAsync(seed: 1)).Text);
    }

    [Fact]
    public async Task LoadAsync_OfHalfAModel_SaysThatItCannotBeLoaded()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(
                path, (await File.ReadAllBytesAsync(ModelFile.Path, TestContext.Current.CancellationToken))[..100_000],
                TestContext.Current.CancellationToken);
            using var host = new WorkerHost(new GgufOptions(path) { Threads = 1 });

            var error = await Assert.ThrowsAsync<HeavySimException>(() => host.LoadAsync(TestContext.Current.CancellationToken));

            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ChatOptions Options(long seed, ChatOptions? options = null)
    {
        options ??= new ChatOptions();
        (options.Seed, options.Temperature) = (seed, 1.2f);
        return options;
    }

    private Task<ChatResponse> AskAsync(long seed, ChatOptions? options = null) =>
        Client.GetResponseAsync(ModelFile.Ask(), Options(seed, options), TestContext.Current.CancellationToken);

    private void Kill()
    {
        foreach (var id in _host.ProcessIds)
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
    }
}
