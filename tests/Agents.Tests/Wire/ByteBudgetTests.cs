using System.Text;
using static HeavySim.Agents.Tests.LoopbackEndpoint;

namespace HeavySim.Agents.Tests;

/// <summary>What 32 floods at once may cost. Alone, as it measures the memory of the process.</summary>
[Collection(nameof(ByteBudgetTests))]
[CollectionDefinition(nameof(ByteBudgetTests), DisableParallelization = true)]
public sealed class ByteBudgetTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public void Budget_TakenAndGivenBack_IsAsBefore()
    {
        var budget = new ByteBudget(1000);
        using (var lease = new ByteLease(budget))
        {
            lease.Take(ByteLease.Free);
            Assert.Equal(0, budget.Taken);
            lease.Take(900);
            Assert.Equal(900, budget.Taken);
            var failure = Assert.Throws<ModelCallException>(() => lease.Take(200));
            Assert.Equal((FailureCause.Malformed, true), (failure.Cause, failure.IsTransient));
            Assert.StartsWith("The answer is larger than", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, budget.Taken);
    }

    [Theory]
    [InlineData("application/json", "{\"x\":\"", "")]
    [InlineData("text/event-stream", "data: ", "")]
    [InlineData("text/event-stream", "", "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TEXT\"}}]}\n\n")]
    public async Task Bodies_WithoutEnd_OfAllAgents_ShareOneBudget(string type, string beginning, string repeated)
    {
        var flood = Encoding.ASCII.GetBytes(
            repeated.Length == 0
                ? new string('x', 256 * 1024)
                : repeated.Replace("TEXT", new string('y', 8_000), StringComparison.Ordinal));
        await using var server = new LoopbackEndpoint(async (stream, token) =>
        {
            await stream.WriteAsync((byte[])[.. Head(type), .. Encoding.ASCII.GetBytes(beginning)], token);
            while (true)
                await stream.WriteAsync(flood, token);
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var budget = new ByteBudget(ByteBudget.OfProcess.Capacity);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var client = new OpenAICompatibleChatClient(
            http, EndpointAddress.Parse(server.Url), new WireOptions { Memory = budget }, TimeProvider.System);

        var calls = Enumerable.Range(0, 32).Select(_ => Assert.ThrowsAsync<ModelCallException>(() => Wire.StreamAsync(client))).ToList();
        long most = 0;
        while (calls.Exists(static call => !call.IsCompleted))
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            await Task.WhenAny(Task.WhenAll(calls), Task.Delay(5, TestContext.Current.CancellationToken));
        }

        Assert.All(await Task.WhenAll(calls), failure => Assert.Equal(FailureCause.Malformed, failure.Cause));
        Assert.InRange(most, 0, 600 * Mebibyte);
        Assert.Equal(0, budget.Taken);
    }
}
