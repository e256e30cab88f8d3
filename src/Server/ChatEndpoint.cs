using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeavySim.Server;

/// <summary>
/// An OpenAI-compatible HTTP endpoint over any chat clients: model list, chat completions (streamed and whole), health. It listens from
/// <see cref="StartAsync(ChatEndpointOptions, IReadOnlyList{ServedModel}, CancellationToken)"/> until it is disposed. It writes nothing to
/// the console and leaves the process's signals alone.
/// </summary>
public sealed class ChatEndpoint : IAsyncDisposable
{
    private readonly WebApplication _host;

    private ChatEndpoint(WebApplication host, Uri baseUrl)
    {
        _host = host;
        BaseUrl = baseUrl;
    }

    /// <summary>What clients take as their base URL, such as http://127.0.0.1:8080/v1.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="models">What is served, at least one; the first answers requests that name no model.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">There are no models, or two have one id.</exception>
    /// <exception cref="HeavySimException">An option is out of its range, or the port cannot be had.</exception>
    public static Task<ChatEndpoint> StartAsync(
        ChatEndpointOptions options, IReadOnlyList<ServedModel> models, CancellationToken cancellationToken) =>
        StartAsync(options, models, faults: null, cancellationToken);

    internal static async Task<ChatEndpoint> StartAsync(
        ChatEndpointOptions options, IReadOnlyList<ServedModel> models, IFaultSource? faults, CancellationToken cancellationToken)
    {
        var address = options.Validate();
        var catalog = new ModelCatalog(models, options);
        var host = Build(options, address);
        try
        {
            Routes.Map(host, options, catalog, faults);
            await host.StartAsync(cancellationToken);
            return new ChatEndpoint(host, ToBaseUrl(host.Urls.First(), address));
        }
        catch (Exception error)
        {
            await host.DisposeAsync();
            if (error is IOException)
                throw new HeavySimException(
                    $"Cannot listen on {options.Host}, port {options.Port}: {error.Message} Choose another port, or 0 for any free one.",
                    error);

            throw;
        }
    }

    /// <summary>Stops listening, cancels the requests in flight, and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }

    private static WebApplication Build(ChatEndpointOptions options, IPAddress address)
    {
        // Empty: no configuration files, no environment variables, no log providers.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaximumBodyBytes;
            // A reader that thinks for a minute between two reads is still a reader.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(address, options.Port, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        // Ctrl-C belongs to the program that hosts this endpoint.
        builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    private static Uri ToBaseUrl(string bound, IPAddress address)
    {
        // What listens everywhere is reached from here by loopback.
        var port = new Uri(bound).Port;
        var host = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : address;
        return new Uri($"http://{new IPEndPoint(host, port)}/v1");
    }

    private sealed class HostedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
