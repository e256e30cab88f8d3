using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace HeavySim.Agents.Tools;

/// <summary>
/// The connection to one MCP server: made when first needed, made anew when the server has gone. Its work is real, so its limits are in
/// real time. Safe to call concurrently.
/// </summary>
internal sealed class McpConnection(McpServerOptions server, TimeSpan startTimeout, TimeSpan callTimeout) : IAsyncDisposable
{
    /// <summary>More tools than this are no choice for a model.</summary>
    public const int MaximumTools = 1_000;

    private const int MaximumSchemaLength = 64_000;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private Task<McpLink>? _link;

    public string Name => server.Name;

    /// <summary>Keys that the server is given.</summary>
    public IEnumerable<string> Secrets => server.Secrets;

    /// <summary>The tools the server offers.</summary>
    /// <exception cref="ToolFailureException">The server cannot be reached, does not answer in time, or offers too much.</exception>
    public Task<IReadOnlyList<Tool>> ListAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<Tool>>(
        startTimeout,
        async (link, token) =>
        {
            // Page by page, so that a list without end is noticed.
            var tools = new List<Tool>();
            string? cursor = null;
            do
            {
                var page = await link.Client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, token);
                tools.AddRange(page.Tools);
                cursor = page.NextCursor;
                if (tools.Count > MaximumTools)
                    throw new ToolFailureException($"the MCP server '{server.Name}' offers more than {MaximumTools:N0} tools");
            }
            while (cursor is not null);

            return tools.Find(tool => tool.InputSchema.GetRawText().Length > MaximumSchemaLength) is { } large
                ? throw new ToolFailureException(
                    $"the MCP server '{server.Name}' offers the tool '{McpText.Plain(large.Name, 64)}' with a schema of "
                    + $"{large.InputSchema.GetRawText().Length:N0} characters; at most {MaximumSchemaLength:N0} are taken")
                : tools;
        },
        cancellationToken);

    /// <summary>Calls a tool of the server.</summary>
    /// <exception cref="ToolFailureException">The server cannot be reached, went away, refused, or did not answer in time.</exception>
    public Task<CallToolResult> CallAsync(
        string tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        AskAsync(
            callTimeout,
            (link, token) => link.Client.CallToolAsync(tool, arguments, cancellationToken: token).AsTask(),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Task<McpLink>? link;
        lock (_gate)
        {
            link = _link;
            _link = null;
        }

        _ending.Cancel();
        if (link is not null)
            await EndAsync(link);
        _ending.Dispose();
    }

    private Task<T> AskAsync<T>(
        TimeSpan timeout, Func<McpLink, CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        OutsideWork.RunAsync(async () =>
        {
            // Not tied to the call that needed it first: others may be waiting for it. It has a deadline of its own.
            var connecting = Connect();
            var link = await connecting.WaitAsync(cancellationToken);
            using var deadline = new CancellationTokenSource(timeout, TimeProvider.System);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(
                cancellationToken, deadline.Token, link.Intake.CutOff);
            link.Intake.Ask();
            try
            {
                return await ask(link, any.Token);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (ToolFailureException)
            {
                throw;
            }
            catch (McpProtocolException error) when (link.Intake is { Excess: null, IsAtEnd: false })
            {
                throw new ToolFailureException($"the MCP server '{server.Name}' refused: {McpText.Plain(error.Message, 1_000)}", error);
            }
            catch (Exception late) when (
                late is OperationCanceledException or TimeoutException && link.Intake is { Excess: null, IsAtEnd: false })
            {
                throw new ToolFailureException(
                    $"the MCP server '{server.Name}' did not answer within {timeout.TotalSeconds:0.###} s{link.Intake.Foreign}", late);
            }
            catch (Exception error)
            {
                // The connection is lost. It may not know that yet, so it is not left for the next call to find out.
                await DropAsync(connecting);
                throw new ToolFailureException($"the MCP server '{server.Name}' failed: {link.Explain(error)}", error);
            }
        });

    /// <summary>The link in use, or a new one where the last could not connect or has ended.</summary>
    private Task<McpLink> Connect()
    {
        lock (_gate)
        {
            var isUsable = _link switch
            {
                null or { IsFaulted: true } or { IsCanceled: true } => false,
                { IsCompletedSuccessfully: true } connected => !connected.Result.Client.Completion.IsCompleted,
                _ => true,
            };
            if (isUsable)
                return _link!;

            // One that ended while nobody asked is still to be put away.
            var last = _link;
            return _link = OpenAsync(last);
        }
    }

    private async Task<McpLink> OpenAsync(Task<McpLink>? last)
    {
        if (last is not null)
            await EndAsync(last);
        return await McpLink.OpenAsync(server, startTimeout, _ending.Token);
    }

    private async Task DropAsync(Task<McpLink> lost)
    {
        lock (_gate)
        {
            if (_link == lost)
                _link = null;
        }

        await EndAsync(lost);
    }

    private static async Task EndAsync(Task<McpLink> connecting)
    {
        try
        {
            // One that is still connecting is waited for, so that no process is left behind; its time limit bounds the wait.
            await (await connecting).EndAsync();
        }
        catch (Exception) when (!connecting.IsCompletedSuccessfully)
        {
            // It never connected, and whoever asked was told why.
        }
    }
}
