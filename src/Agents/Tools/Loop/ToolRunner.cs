namespace HeavySim.Agents.Tools;

/// <summary>Runs the calls of one model turn: all at once, results in the order of the calls, every failure a result.</summary>
/// <param name="tools">The tools by name.</param>
/// <param name="options">The limits.</param>
/// <param name="time">The clock.</param>
/// <param name="key">The endpoint's key, which no record of a call holds, or null.</param>
internal sealed class ToolRunner(
    IReadOnlyDictionary<string, AIFunction> tools, ToolLoopOptions options, TimeProvider time, KeyRedaction? key)
{
    /// <summary>Runs the calls and waits for all of them, on cancellation too.</summary>
    public async Task<ToolCallRecord[]> RunAsync(IReadOnlyList<FunctionCallContent> calls, int round, CancellationToken cancellationToken)
    {
        var running = new Task<ToolCallRecord>[calls.Count];
        for (var i = 0; i < running.Length; i++)
        {
            running[i] = i < options.MaximumCallsPerRound
                ? RunOneAsync(calls[i], round, cancellationToken)
                : Task.FromResult(Refuse(
                    calls[i], round, $"not run: at most {options.MaximumCallsPerRound} calls are run at once; ask again for the rest"));
        }

        return await Task.WhenAll(running);
    }

    /// <summary>The record of a call that was not run, with what the model is told.</summary>
    public ToolCallRecord Refuse(FunctionCallContent call, int round, string error) =>
        new(round, call.Name, ArgumentsOf(call), Result: null, Cut(error), TimeSpan.Zero);

    private string ArgumentsOf(FunctionCallContent call) => WithoutKey(
        call is { Arguments: null, RawRepresentation: string written }
            ? ToolResultText.Cut(written, 4_000)
            : CompactJson.Write(call.Arguments ?? new Dictionary<string, object?>()));

    // Before it is cut: a cut could leave a part of the key that nobody knows for one.
    private string Cut(string text) => ToolResultText.Cut(WithoutKey(text), options.MaximumResultLength);

    private string WithoutKey(string text) => key?.Without(text) ?? text;

    private async Task<ToolCallRecord> RunOneAsync(FunctionCallContent call, int round, CancellationToken cancellationToken)
    {
        if (!tools.TryGetValue(call.Name, out var tool))
            return Refuse(call, round, $"there is no tool '{call.Name}'; the tools are: {string.Join(", ", tools.Keys)}");
        if (call.Exception is { } unreadable)
            return Refuse(call, round, $"the arguments are not a JSON object: {unreadable.Message}");

        var arguments = new AIFunctionArguments(call.Arguments);
        if (ToolArgumentCheck.Find(tool.JsonSchema, arguments) is { } fault)
            return Refuse(call, round, $"wrong arguments: {fault}; the schema is {tool.JsonSchema.GetRawText()}");

        var started = time.GetTimestamp();
        using var span = Telemetry.Begin(
            $"execute_tool {tool.Name}", time, new("gen_ai.operation.name", "execute_tool"), new("gen_ai.tool.name", tool.Name));
        span.Set("gen_ai.tool.type", "function");
        span.Set("gen_ai.tool.call.id", call.CallId);
        var (result, error) = await InvokeAsync(tool, arguments, cancellationToken);
        span.Set(SpanTags.Outcome, error is null ? "done" : "failed");
        if (error is not null)
            span.Fail("tool_error");
        return new ToolCallRecord(
            round,
            call.Name,
            ArgumentsOf(call),
            error is null ? Cut(ToolResultText.Of(result)) : null,
            error is null ? null : Cut(error),
            time.GetElapsedTime(started));
    }

    private async Task<(object? Result, string? Error)> InvokeAsync(
        AIFunction tool, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        using var calledOff = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = StartAsync(tool, arguments, calledOff.Token);
        try
        {
            return (await work.WaitAsync(options.CallTimeout, time, cancellationToken), null);
        }
        catch (Exception error) when (work.IsFaulted && !cancellationToken.IsCancellationRequested)
        {
            return (null, $"{tool.Name} failed: {Describe(error)}");
        }
        catch (Exception error)
        {
            await EndAsync(work, calledOff);
            cancellationToken.ThrowIfCancellationRequested();
            return (null, error is TimeoutException
                ? $"{tool.Name} gave no result within {options.CallTimeout.TotalSeconds:0.###} s and was cancelled"
                : $"{tool.Name} cancelled itself");
        }
    }

    private static string Describe(Exception error) => error switch
    {
        ToolFailureException => error.Message,
        JsonException or ArgumentException => $"wrong arguments: {error.Message}",
        _ => $"{error.GetType().Name}: {error.Message}",
    };

    /// <summary>Turns an exception thrown before the first await into a faulted task.</summary>
    private static async Task<object?> StartAsync(AIFunction tool, AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await tool.InvokeAsync(arguments, cancellationToken);

    /// <summary>Cancels the work and waits for it; a tool that ignores its token is left behind after the grace.</summary>
    private async Task EndAsync(Task work, CancellationTokenSource calledOff)
    {
        // Not CancelAsync: it would run the callbacks on the pool, outside the virtual world.
        calledOff.Cancel();
        try
        {
            await work.WaitAsync(options.Grace, time, CancellationToken.None);
        }
        catch (Exception)
        {
            // However the work ended after it was cancelled, its outcome is already decided.
        }
    }
}
