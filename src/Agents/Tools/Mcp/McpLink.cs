using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace HeavySim.Agents.Tools;

/// <summary>One connection to a server while it lasts: the client, and what it stands on.</summary>
internal sealed class McpLink
{
    private readonly McpProcess? _process;
    private readonly HttpClient? _http;
    private readonly Lock _gate = new();
    private McpClient? _client;
    private Task? _end;

    private McpLink(McpServerOptions server, TimeSpan startTimeout)
    {
        switch (server)
        {
            case McpServerOptions.Process process:
                _process = McpProcess.Start(process, Intake);
                Transport = new StreamClientTransport(_process.Input, _process.Output);
                break;

            case McpServerOptions.Http http:
                _http = new HttpClient(new McpIntakeHandler(Intake));
                Transport = new HttpClientTransport(
                    new HttpClientTransportOptions
                    {
                        Name = server.Name,
                        Endpoint = http.Url,
                        AdditionalHeaders = http.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase),
                        ConnectionTimeout = startTimeout,
                    },
                    _http);
                break;

            default:
                throw new HeavySimException($"The MCP server '{server.Name}' is of an unknown kind.");
        }
    }

    /// <summary>What the server may send.</summary>
    public McpIntake Intake { get; } = new();

    /// <summary>The client, connected.</summary>
    public McpClient Client => _client ?? throw new InvalidOperationException("The link is not open.");

    private IClientTransport Transport { get; }

    /// <summary>Connects, and leaves nothing behind when that fails.</summary>
    /// <exception cref="ToolFailureException">It failed; the message names the server and says why.</exception>
    public static async Task<McpLink> OpenAsync(McpServerOptions server, TimeSpan startTimeout, CancellationToken cancellationToken)
    {
        McpLink? link = null;
        using var deadline = new CancellationTokenSource(startTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            link = new McpLink(server, startTimeout);
            using var open = CancellationTokenSource.CreateLinkedTokenSource(either.Token, link.Intake.CutOff);
            link._client = await McpClient.CreateAsync(
                link.Transport,
                new McpClientOptions
                {
                    ClientInfo = new Implementation { Name = "heavysim", Version = "1" },
                    InitializationTimeout = startTimeout,
                },
                cancellationToken: open.Token);
            return link;
        }
        catch (Exception error)
        {
            if (link is not null)
                await link.EndAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ToolFailureException(
                deadline.IsCancellationRequested && link?.Intake is { Excess: null, IsAtEnd: false } silent
                    ? $"the MCP server '{server.Name}' did not answer within {startTimeout.TotalSeconds:0.###} s{silent.Foreign}"
                    : $"the MCP server '{server.Name}' failed: {link?.Explain(error) ?? error.Message}",
                error);
        }
    }

    /// <summary>Ends the connection, and the server where it is ours; whoever else ends it too waits for the same end.</summary>
    public Task EndAsync()
    {
        lock (_gate)
            return _end ??= EndOnceAsync();
    }

    /// <summary>Why a link that has ended was lost: its own words only where nothing better is known.</summary>
    public string Explain(Exception error)
    {
        var reason = Intake.Excess ?? _process?.Ending ?? McpText.Plain(error.Message, 1_000);
        return _process?.Said is { Length: > 0 } said ? $"{reason} (it said: {said})" : reason;
    }

    private async Task EndOnceAsync()
    {
        // The process first: the client would wait for its streams to end.
        if (_process is not null)
            await _process.EndAsync();
        if (_client is not null)
            await _client.DisposeAsync();
        _http?.Dispose();
    }
}
