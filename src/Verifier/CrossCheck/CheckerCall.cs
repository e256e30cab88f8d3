using Microsoft.Extensions.AI;

namespace HeavySim.Verifier;

/// <summary>Asks a checker one question. Its failure is data; only the caller's cancellation throws.</summary>
internal static class CheckerCall
{
    public static async Task<CheckerReply> AskAsync(
        Checker checker,
        CheckPrompt prompt,
        RandomKey key,
        CrossCheckOptions options,
        CancellationToken cancellationToken,
        int? mostTokens = null)
    {
        var start = options.Time.GetTimestamp();
        using var deadline = options.CallDeadline is { } limit
            ? new CancellationTokenSource(limit, options.Time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var response = await checker.Client.GetResponseAsync(prompt.Messages, OptionsOf(checker, key, mostTokens), either.Token);
            return new CheckerReply(response.Text, UsageOf(checker, response), options.Time.GetElapsedTime(start), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested)
        {
            return Failed(Outcome.AtLimit("check", options.CallDeadline!.Value, late).Explanation!);
        }
        catch (ModelCallException e)
        {
            return Failed($"{e.Cause}: {e.Message}", e.Billed);
        }
        catch (Exception e)
        {
            // A checker that breaks in a way nobody foresaw still must not sink the solve; its message might hold anything, so only its
            // kind is told.
            return Failed($"{FailureCause.Internal}: {e.GetType().Name}");
        }

        CheckerReply Failed(string reason, Usage? billed = null) => new(
            null, billed is null ? new Usage { Calls = 1 } : Priced(checker, billed), options.Time.GetElapsedTime(start), reason);
    }

    private static ChatOptions OptionsOf(Checker checker, RandomKey key, int? mostTokens) => new()
    {
        ModelId = checker.Card.Model,
        Temperature = (float?)checker.Card.Temperature,
        MaxOutputTokens = mostTokens < checker.MaxOutputTokens ? mostTokens : checker.MaxOutputTokens ?? mostTokens,
        Seed = key.With("call").ToSeed(),
    };

    private static Usage Priced(Checker checker, Usage billed) => billed with
    {
        Cost = billed.Cost ?? checker.Meter?.Invoke(new ChatResponse
        {
            Usage = new UsageDetails { InputTokenCount = billed.InputTokens, OutputTokenCount = billed.OutputTokens },
        }).Cost,
    };

    private static Usage UsageOf(Checker checker, ChatResponse response) => checker.Meter?.Invoke(response) ?? new Usage
    {
        Calls = 1,
        InputTokens = response.Usage?.InputTokenCount,
        OutputTokens = response.Usage?.OutputTokenCount,
    };
}
