using System.Collections.Concurrent;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace HeavySim.Agents.Tools;

/// <summary>
/// The connection to one MCP server: made when first needed, made anew when the server has gone. Its work is real, so its limits are in
/// real time. Safe to call concurrently.
/// </summary>
internal sealed class McpConnection(McpServerOptions server, TimeSpan startTimeout, TimeSpan callTimeout) : IAsyncDisposable
{
    private const int RememberedLines = 5;
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<string> _saidLast = new();
    private Task<McpClient>? _client;

    public string Name => server.Name;

    /// <summary>The tools the server offers.</summary>
    /// <exception cref="ToolFailureException">The server cannot be reached, or does not answer in time.</exception>
    public Task<IList<McpClientTool>> ListAsync(CancellationToken cancellationToken) =>
        AskAsync(startTimeout, (client, token) => client.ListToolsAsync(cancellationToken: token).AsTask(), cancellationToken);

    /// <summary>Calls a tool of the server.</summary>
    /// <exception cref="ToolFailureException">The server cannot be reached, went away, refused, or did not answer in time.</exception>
    public Task<CallToolResult> CallAsync(
        string tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken) =>
        AskAsync(
            callTimeout,
            (client, token) => client.CallToolAsync(tool, arguments, cancellationToken: token).AsTask(),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Task<McpClient>? client;
        lock (_gate)
            client = _client;

        if (client is not null)
            await EndAsync(client);
    }

    private Task<T> AskAsync<T>(
        TimeSpan timeout,
        Func<McpClient, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken) => OutsideWork.RunAsync(async () =>
    {
        var connecting = Connect();
        try
        {
            var client = await connecting.WaitAsync(startTimeout, TimeProvider.System, cancellationToken);
            using var deadline = new CancellationTokenSource(timeout, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            return await ask(client, either.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception late) when (late is OperationCanceledException or TimeoutException)
        {
            throw new ToolFailureException($"the MCP server '{server.Name}' did not answer within {timeout.TotalSeconds:0.###} s", late);
        }
        catch (McpException error)
        {
            throw new ToolFailureException($"the MCP server '{server.Name}' refused: {error.Message}", error);
        }
        catch (Exception error)
        {
            // The connection is lost. It may not know that yet, so it is not left for the next call to find out.
            await DropAsync(connecting);
            var said = _saidLast.IsEmpty ? "" : $" (it said: {string.Join(" | ", _saidLast)})";
            throw new ToolFailureException($"the MCP server '{server.Name}' failed: {error.Message}{said}", error);
        }
    });

    /// <summary>The client in use, or a new one where the last could not connect or has ended.</summary>
    private Task<McpClient> Connect()
    {
        lock (_gate)
        {
            var isUsable = _client switch
            {
                null or { IsFaulted: true } or { IsCanceled: true } => false,
                { IsCompletedSuccessfully: true } connected => !connected.Result.Completion.IsCompleted,
                _ => true,
            };
            return isUsable ? _client! : _client = ConnectAsync();
        }
    }

    private async Task DropAsync(Task<McpClient> lost)
    {
        lock (_gate)
        {
            if (_client != lost)
                return;

            _client = null;
        }

        await EndAsync(lost);
    }

    private static async Task EndAsync(Task<McpClient> connecting)
    {
        try
        {
            // One that is still connecting is waited for, so that no process is left behind; its time limit bounds the wait.
            await (await connecting).DisposeAsync();
        }
        catch (Exception) when (!connecting.IsCompletedSuccessfully)
        {
            // It never connected, and whoever asked was told why.
        }
    }

    /// <summary>Not tied to the call that needed it first: others may be waiting for it.</summary>
    private async Task<McpClient> ConnectAsync()
    {
        using var deadline = new CancellationTokenSource(startTimeout, TimeProvider.System);
        return await McpClient.CreateAsync(
            CreateTransport(), new McpClientOptions { ClientInfo = new Implementation { Name = "heavysim", Version = "1" } },
            cancellationToken: deadline.Token);
    }

    private IClientTransport CreateTransport()
    {
        switch (server)
        {
            case McpServerOptions.Process process:
                var environment = StdioClientTransportOptions.GetDefaultEnvironmentVariables();
                foreach (var (name, value) in process.Environment)
                    environment[name] = value;

                return new StdioClientTransport(new StdioClientTransportOptions
                {
                    Name = server.Name,
                    Command = process.Command,
                    Arguments = [.. process.Arguments],
                    WorkingDirectory = process.Folder,
                    InheritEnvironmentVariables = false,
                    EnvironmentVariables = environment,
                    ShutdownTimeout = TimeSpan.FromSeconds(2),
                    StandardErrorLines = Remember,
                });

            case McpServerOptions.Http http:
                return new HttpClientTransport(new HttpClientTransportOptions
                {
                    Name = server.Name,
                    Endpoint = http.Url,
                    AdditionalHeaders = http.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase),
                    ConnectionTimeout = startTimeout,
                });

            default:
                throw new HeavySimException($"The MCP server '{server.Name}' is of an unknown kind.");
        }
    }

    private void Remember(string line)
    {
        _saidLast.Enqueue(ToolResultText.Cut(line, 300));
        if (_saidLast.Count > RememberedLines)
            _saidLast.TryDequeue(out _);
    }
}
