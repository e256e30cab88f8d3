namespace HeavySim.Orchestrator;

/// <summary>
/// Stage 1: releases the agents' assignments, wave by wave; a wave begins when all before it have ended and no rule has fired.
/// </summary>
internal sealed class LaunchStage(IReadOnlyList<IAgent> agents, SolveOptions options)
{
    /// <param name="request">The problem and what is recorded of it: recorded agents are not released again.</param>
    /// <param name="ballots">The vote after each attempt that ended.</param>
    /// <param name="releases">Agents to be asked, by index; completed here.</param>
    /// <param name="stop">Ends the launch early.</param>
    public async Task RunAsync(SolveRequest request, ChannelReader<Ballot> ballots, ChannelWriter<int> releases, StopSignal stop)
    {
        try
        {
            var recorded = request.Recorded.Select(static a => a.Agent.Index).ToHashSet();
            var waiting = new Queue<int>(Enumerable.Range(0, agents.Count).Where(i => !recorded.Contains(i)));
            for (var wave = 0; waiting.Count > 0; wave++)
            {
                if (!await IsQuietAsync(ballots, waiting.Count, stop.Token))
                    return;

                for (var i = options.Waves.SizeOf(wave, agents.Count); i > 0 && waiting.TryDequeue(out var agent); i--)
                    await releases.WriteAsync(agent, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.Reason is not null)
        {
            // A stop rule, a deadline or a quorum: the tally says so, nothing more is released.
        }
        finally
        {
            releases.Complete();
        }
    }

    /// <summary>Waits until only the agents not yet released are outstanding; false when the vote is closed.</summary>
    private static async ValueTask<bool> IsQuietAsync(ChannelReader<Ballot> ballots, int waiting, CancellationToken cancellationToken)
    {
        while (await ballots.WaitToReadAsync(cancellationToken))
        {
            while (ballots.TryRead(out var ballot))
            {
                if (ballot.Outstanding <= waiting)
                    return true;
            }
        }

        return false;
    }
}
