namespace HeavySim.LocalModels.Tests.Client;

public sealed class TurnGateTests
{
    [Fact]
    public async Task EnterAsync_Together_LetsAllInAndNobodyAlone()
    {
        var gate = new TurnGate();

        var first = gate.EnterAsync(alone: false, TestContext.Current.CancellationToken);
        var second = gate.EnterAsync(alone: false, TestContext.Current.CancellationToken);

        await Task.WhenAll(first, second);
        Assert.False(gate.EnterAsync(alone: true, TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_Alone_WaitsForAllAndLetsNobodyIn()
    {
        var gate = new TurnGate();
        await gate.EnterAsync(alone: false, TestContext.Current.CancellationToken);

        var alone = gate.EnterAsync(alone: true, TestContext.Current.CancellationToken);
        var after = gate.EnterAsync(alone: false, TestContext.Current.CancellationToken);
        Assert.False(alone.IsCompleted);
        gate.Leave();
        await alone;
        Assert.False(after.IsCompleted);
        gate.Leave();
        await after;
    }

    [Fact]
    public async Task EnterAsync_GivenUp_LetsTheNextIn()
    {
        var gate = new TurnGate();
        using var giveUp = new CancellationTokenSource();
        await gate.EnterAsync(alone: false, TestContext.Current.CancellationToken);
        var alone = gate.EnterAsync(alone: true, giveUp.Token);
        var after = gate.EnterAsync(alone: false, TestContext.Current.CancellationToken);

        giveUp.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        await after;
    }
}
