using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using static HeavySim.Agents.Tests.ScriptedChatClient;

namespace HeavySim.Agents.Tests;

/// <summary>How endpoints' streams go.</summary>
internal static class Streams
{
    public static async IAsyncEnumerable<ChatResponseUpdate> Says(string text)
    {
        await Task.CompletedTask;
        yield return Text(text);
        yield return End();
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> Fails(Exception failure, string? before = null)
    {
        await Task.CompletedTask;
        if (before is not null)
            yield return Text(before);

        throw failure;
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> Hangs(TimeProvider clock, [EnumeratorCancellation] CancellationToken token,
        string? before = null)
    {
        if (before is not null)
            yield return Text(before);

        await Task.Delay(TimeSpan.FromDays(1), clock, token);
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> KeepsAlive(TimeProvider clock,
        [EnumeratorCancellation] CancellationToken token)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), clock, token);
            yield return new ChatResponseUpdate();
        }
    }

    public static async IAsyncEnumerable<ChatResponseUpdate> Forever([EnumeratorCancellation] CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        yield break;
    }
}
