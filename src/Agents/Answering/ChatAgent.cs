using HeavySim.Core;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents;

/// <summary>
/// An agent that asks a chat model: prompt, stream, answer. All that can go wrong becomes the outcome of the attempt.
/// </summary>
/// <remarks>
/// Progress: a report with 0 tokens and no text says that the text begins anew, because a call failed midway and is made again.
/// </remarks>
public sealed class ChatAgent : IAgent
{
    private readonly IChatClient _client;
    private readonly IAnswerEngine _answers;
    private readonly TimeProvider _time;
    private readonly ChatAgentOptions _options;

    /// <summary>Creates the agent.</summary>
    /// <param name="card">Who it is; its model and temperature go into every request.</param>
    /// <param name="client">The model, resilient already. Shared with other agents; not disposed here.</param>
    /// <param name="answers">Finds the answer in the model's text.</param>
    /// <param name="timeProvider">The clock of its world.</param>
    /// <param name="options">How it answers.</param>
    public ChatAgent(AgentCard card, IChatClient client, IAnswerEngine answers, TimeProvider timeProvider, ChatAgentOptions options)
    {
        if (options.Deadline is { } deadline)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero, nameof(options));

        Card = card;
        _client = client;
        _answers = answers;
        _time = timeProvider;
        _options = options;
    }

    /// <inheritdoc/>
    public AgentCard Card { get; }

    /// <inheritdoc/>
    public async Task<Attempt> AttemptAsync(Assignment assignment, IProgress<AttemptProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = RandomKey.Of(assignment.Seed).With(assignment.Problem.Id).With(Card.Index).With(assignment.Sample);
        var run = new AttemptRun(assignment, progress is null ? null : new ProgressFeed(progress, _time, _options.ProgressInterval), _time);
        var outcome = _options.Deadline is { } deadline
            ? await WithinAsync(deadline, key, run, cancellationToken)
            : await AskAsync(key, run, cancellationToken, cancellationToken);

        return run.ToAttempt(Card, outcome, _options.Prices);
    }

    private async Task<Outcome> WithinAsync(TimeSpan deadline, RandomKey key, AttemptRun run, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        return await AskAsync(key, run, either.Token, cancellationToken);
    }

    private async Task<Outcome> AskAsync(RandomKey key, AttemptRun run, CancellationToken either, CancellationToken callers)
    {
        try
        {
            var messages = SolvePrompt.Of(run.Assignment, _options.Strategy, _options.AsksConfidence, key);
            run.CountPrompt(messages);
            await foreach (var update in _client.GetStreamingResponseAsync(messages, RequestOptions(key), either).WithCancellation(either))
                run.Add(update);

            return run.Conclude(_answers);
        }
        catch (OperationCanceledException) when (callers.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return new Outcome.TimedOut("attempt", _options.Deadline!.Value);
        }
        catch (ModelTimeoutException timeout)
        {
            return new Outcome.TimedOut(timeout.Limit, timeout.After);
        }
        catch (ModelCallException failure)
        {
            return new Outcome.Failed(failure.Cause, failure.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Outcome.Failed(FailureCause.Network, SafeText.Of(exception.Message, null));
        }
        catch (Exception exception)
        {
            // Any client may be plugged in here: whatever it throws is this agent's failure, never the solve's.
            return new Outcome.Failed(FailureCause.Internal, SafeText.Of($"{exception.GetType().Name}: {exception.Message}", null));
        }
        finally
        {
            run.End();
        }
    }

    private ChatOptions RequestOptions(RandomKey key) => new()
    {
        ModelId = Card.Model.Length > 0 ? Card.Model : null,
        Temperature = (float?)Card.Temperature,
        Seed = key.ToSeed(),
        MaxOutputTokens = _options.MaxOutputTokens,
        Reasoning = _options.Effort is { } effort ? new ReasoningOptions { Effort = effort } : null,
    };
}
