using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Polly;
using Polly.Retry;
using Outcome = Polly.Outcome;

namespace HeavySim.Agents;

/// <summary>
/// Makes calls to one endpoint resilient: retries with backoff, limits on time, a gate that is shut while the endpoint is away, and one
/// limiter that all callers share. Use one instance for everything that goes to the endpoint. Safe to call concurrently; runs on virtual
/// time.
/// </summary>
/// <remarks>
/// A stream that fails midway is asked for again as a whole, and so is an answer with nothing in it. Each try begins with an update that
/// carries <see cref="UpdateMarks.CallNumber"/>; from number 2 on the text begins anew. <see cref="Transcript"/> reads streams accordingly.
/// Whoever wants only the end uses <see cref="GetResponseAsync"/>.
/// </remarks>
internal sealed class ResilientChatClient : DelegatingChatClient
{
    // A consumer may lag this many updates behind before the stream waits for it.
    private const int Lag = 64;

    private static readonly BoundedChannelOptions UpdateChannel = new(Lag) { SingleReader = true, SingleWriter = true };

    // On the pool's threads the consumer takes an update where it was read, and nobody is woken for each token. A world with a thread of
    // its own keeps its order of things.
    private static readonly BoundedChannelOptions DirectChannel =
        new(Lag) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true };

    private readonly ResilienceOptions _options;
    private readonly TimeProvider _time;
    private readonly RandomKey _key;
    private readonly EndpointLimiter _limiter;
    private readonly EndpointHealth _health;
    private readonly FirstTokenTimeouts _firstTokens;
    private readonly IdleTimeouts _pauses;
    private readonly ResiliencePipeline<ChatResponse?> _pipeline;
    private readonly Func<ResilienceContext, ResilientCall, ValueTask<Outcome<ChatResponse?>>> _try;
    private long _calls;

    /// <summary>Creates the client.</summary>
    /// <param name="inner">The endpoint; disposed with this client.</param>
    /// <param name="options">The limits.</param>
    /// <param name="timeProvider">The clock of its world.</param>
    /// <param name="seed">The seed of the run; the jitter of waits follows from it.</param>
    /// <param name="name">The endpoint's name, for those who watch.</param>
    /// <param name="waits">Hears when nothing moves at the endpoint, and why; or null.</param>
    /// <exception cref="HeavySimException">An option is out of range.</exception>
    public ResilientChatClient(
        IChatClient inner, ResilienceOptions options, TimeProvider timeProvider, long seed, string name = "", EndpointWaits? waits = null)
        : base(inner)
    {
        options.Validate();
        _options = options;
        _time = timeProvider;
        _key = RandomKey.Of(seed).With("backoff");
        _limiter = new EndpointLimiter(options, timeProvider);
        _health = new EndpointHealth(name, options, timeProvider, waits);
        _firstTokens = new FirstTokenTimeouts(options);
        _pauses = new IdleTimeouts(options);
        _try = TryAsync;
        _pipeline = Build(new RetryRule(options, _health, timeProvider));
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = NewCall(messages, options, null);
        var outcome = await RunAsync(call, cancellationToken);
        ThrowIfFailed(call, outcome);
        call.Lost.AddTo(outcome.Result!);
        outcome.Result!.MarkCalls(call.Calls);
        return outcome.Result!;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The pipeline pushes and the consumer pulls. Who leaves early cancels the pipeline and awaits it.
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<ChatResponseUpdate>(SynchronizationContext.Current is null ? DirectChannel : UpdateChannel);
        var call = NewCall(messages, options, channel.Writer);
        var run = RunAsync(call, leaving.Token).AsTask();
        var isRead = false;
        try
        {
            // Not cancelled itself: the pipeline completes the channel when it is cancelled.
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (channel.Reader.TryRead(out var update))
                    yield return update;
            }

            isRead = true;
        }
        finally
        {
            if (!isRead)
            {
                // Not CancelAsync: it hops to the pool.
                leaving.Cancel();
                await run;
            }
        }

        ThrowIfFailed(call, await run);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _limiter.Dispose();

        base.Dispose(disposing);
    }

    private ResiliencePipeline<ChatResponse?> Build(RetryRule rule) =>
        new ResiliencePipelineBuilder<ChatResponse?> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<ChatResponse?>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is { } exception
                    && rule.ShouldRetry(arguments.Context.Properties.GetValue(ResilientCall.Property, null!), exception)),
                DelayGenerator = arguments =>
                    new ValueTask<TimeSpan?>(arguments.Context.Properties.GetValue(ResilientCall.Property, null!).NextDelay),
            })
            .AddStrategy(_ => new GateStrategy(_health))
            .AddStrategy(_ => new LimiterStrategy(_limiter))
            .Build();

    private ResilientCall NewCall(IEnumerable<ChatMessage> messages, ChatOptions? options, ChannelWriter<ChatResponseUpdate>? updates)
    {
        // Requests with a seed wait as their seed says; those without are told apart by their order.
        var key = options?.Seed is { } seed ? _key.With(seed) : _key.With("call").With(Interlocked.Increment(ref _calls));
        return new ResilientCall(messages, options, updates, key)
        {
            Arrived = _time.GetTimestamp(),
            PromptTokens = _limiter.CountsTokens ? RoughTokens.Of(messages) : 0,
        };
    }

    private async ValueTask<Outcome<ChatResponse?>> RunAsync(ResilientCall call, CancellationToken cancellationToken)
    {
        // The captured context: in a simulated world every continuation must come back to its one thread.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            context.Properties.Set(ResilientCall.Property, call);
            return await _pipeline.ExecuteOutcomeAsync(_try, context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            call.Updates?.TryComplete();
        }
    }

    private async ValueTask<Outcome<ChatResponse?>> TryAsync(ResilienceContext context, ResilientCall call)
    {
        call.Calls++;
        (call.HeldUpBy, call.MetOutage, call.Began) = (null, false, _time.GetTimestamp());
        call.OutputTokens = null;
        using var watch = new CallWatch(
            _options, _firstTokens, _pauses, 1 + Math.Max(call.TimeOuts, _health.Problems.Slowness(call.Problem)), _time,
            call.Updates is not null, context.CancellationToken);
        try
        {
            if (call.Updates is { } updates)
            {
                await PumpAsync(call, updates, watch);
                return Outcome.FromResult<ChatResponse?>(null);
            }

            var response = await InnerClient.GetResponseAsync(call.Messages, call.Options, watch.Token);
            call.OutputTokens = response.Usage?.OutputTokenCount;
            if (!EmptyResponseDetector.Of(response).IsMissing)
            {
                _health.Problems.Serve(call.Problem);
                return Outcome.FromResult<ChatResponse?>(response);
            }

            call.Lost.Add(
                response.Usage, UpdateMarks.IsEstimated(response.AdditionalProperties), UpdateMarks.Cost(response.AdditionalProperties),
                tokens: 0);
            return Outcome.FromException<ChatResponse?>(NothingSaid());
        }
        catch (OperationCanceledException cancelled)
        {
            if (watch.Timeout is not null)
            {
                call.TimeOuts++;
                call.WasCut = true;
                _health.Problems.Cut(call.Problem);
            }

            return Outcome.FromException<ChatResponse?>(
                context.CancellationToken.IsCancellationRequested ? cancelled
                : watch.Timeout ?? new ModelCallException(FailureCause.Network, "The call was abandoned by its client.", cancelled));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Outcome.FromException<ChatResponse?>(new ModelCallException(
                FailureCause.Network, SafeText.Of(exception.Message, null), exception));
        }
        catch (Exception exception)
        {
            // A server that is being restarted refuses connections: nothing was asked of it, and the next try has this one's number.
            if (exception is ModelCallException { NeverArrived: true })
                call.Calls--;

            // A ModelCallException, or an error of a client that is not ours: the caller's to see, as it is.
            return Outcome.FromException<ChatResponse?>(exception);
        }
    }

    private async ValueTask PumpAsync(ResilientCall call, ChannelWriter<ChatResponseUpdate> updates, CallWatch watch)
    {
        var begins = new ChatResponseUpdate { Role = ChatRole.Assistant };
        begins.MarkCall(call.Calls, call.WasCut);
        call.WasCut = false;
        await updates.WriteAsync(begins, watch.Token);
        var substance = new EmptyResponseDetector();
        var hasWord = false;
        await foreach (var update in InnerClient.GetStreamingResponseAsync(call.Messages, call.Options, watch.Token)
            .WithCancellation(watch.Token))
        {
            var isWord = substance.Add(update.Contents, update.FinishReason);
            watch.Sign(isWord);
            if (isWord)
                _health.Serves(isWhole: false);
            if (isWord && !hasWord)
                _health.Problems.Serve(call.Problem);
            hasWord |= isWord;
            foreach (var content in update.Contents)
            {
                if (content is UsageContent usage)
                    call.OutputTokens = usage.Details.OutputTokenCount;
            }

            if (updates.TryWrite(update))
                continue;

            watch.HoldUp(true);
            await updates.WriteAsync(update, watch.Token);
            watch.HoldUp(false);
        }

        if (substance.IsMissing)
            throw NothingSaid();
        watch.End();
    }

    private static ModelCallException NothingSaid() =>
        new(FailureCause.Malformed, "The endpoint sent an answer with nothing in it.") { Status = 200 };

    private static void ThrowIfFailed(ResilientCall call, Outcome<ChatResponse?> outcome)
    {
        // Who ends a call while it waits for a try learns what it was waiting to get over.
        if (outcome.Exception is OperationCanceledException ended && call.HeldUpBy is { } unsolved)
            throw new OperationCanceledException(ended.Message, unsolved, ended.CancellationToken);

        if (outcome.Exception is ModelCallException failure && (call.End ?? failure) is var told)
        {
            if (call.Lost.Counted is null)
                ExceptionDispatchInfo.Throw(told);
            throw told.WithBill(call.Lost.ToBill(call.Calls));
        }

        outcome.ThrowIfException();
    }
}
