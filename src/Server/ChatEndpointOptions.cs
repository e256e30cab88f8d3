using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeavySim.Server;

/// <summary>Where and how a chat endpoint listens.</summary>
public sealed record ChatEndpointOptions
{
    /// <summary>
    /// The address to listen on: an IP address, "localhost" (127.0.0.1, the default), or "*" for every address of the machine. Anything but
    /// loopback is reachable by others: set an <see cref="ApiKey"/> then.
    /// </summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The port, 0 to 65535; 0 (the default) takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The key callers must show (bearer token, api-key or x-api-key header), or null (the default) to accept any or none.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Web pages that may call besides those of this machine, as origins ("https://chat.example.org"); "*" for all. Default: none.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>True to serve a model name that is not known by the first model instead of refusing it. Default false.</summary>
    public bool AcceptsAnyModelName { get; init; }

    /// <summary>
    /// Longest silence of a stream before a sign of life is sent, 0.1 s to 1 min; default 10 s, as clients and proxies begin to give up at
    /// 20 s. Until it has passed for the first time a failing model is still answered with a status of its own.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest request accepted, in bytes, at least 1; default 32 MiB.</summary>
    public long MaximumBodyBytes { get; init; } = 32 << 20;

    /// <summary>The clock that times keep-alives and stamps answers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Hears of failures that are bugs, with the id of the request. Default: nobody.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <exception cref="HeavySimException">Names every value that is out of its range.</exception>
    internal IPAddress Validate()
    {
        var errors = new List<string>();
        if (ToAddress() is not { } address)
        {
            errors.Add($"The host is an IP address, localhost or *, not '{Host}'.");
            address = IPAddress.None;
        }

        if (Port is < 0 or > 65535)
            errors.Add($"The port is 0 to 65535, not {Port}.");
        if (ApiKey is { } key && string.IsNullOrWhiteSpace(key))
            errors.Add("The key is blank: leave it out to serve without one.");
        if (KeepAlive < TimeSpan.FromSeconds(0.1) || KeepAlive > TimeSpan.FromMinutes(1))
            errors.Add($"The keep-alive interval is 0.1 to 60 seconds, not {KeepAlive.TotalSeconds:0.###}.");
        if (MaximumBodyBytes < 1)
            errors.Add($"The largest request is at least 1 byte, not {MaximumBodyBytes}.");

        return errors.Count == 0 ? address : throw new HeavySimException(string.Join(Environment.NewLine, errors));
    }

    private IPAddress? ToAddress() => Host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.IPv6Any,
        _ => IPAddress.TryParse(Host, out var address) ? address : null,
    };
}
