using System.Net;
using System.Net.Sockets;

namespace HeavySim.EndToEnd.Tests;

/// <summary>The libraries of vendors are large. Whoever does not ask for one does not pay for its loading.</summary>
public sealed class LoadedAssembliesTests
{
    private static readonly string[] Vendors =
    [
        "Microsoft.SemanticKernel", "Microsoft.Agents", "HeavySim.SemanticKernel", "Azure", "OpenAI", "Anthropic", "OllamaSharp",
        "LLamaSharp",
    ];

    [Fact]
    public async Task Solve_OverHttp_LoadsNoVendorsLibrary()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");

        using var folder = new ScratchFolder();
        using var endpoint = new TcpListener(IPAddress.Loopback, 0);
        endpoint.Start();
        using var process = HeavySimProcess.Start(
            folder.Path, "solve", "2+2?", "-n", "1", "--model", "m", "--endpoint", $"http://{endpoint.LocalEndpoint}/v1");

        // It has asked, and waits for an answer that does not come.
        using var call = await endpoint.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromMinutes(1));
        var mapped = await File.ReadAllLinesAsync($"/proc/{process.Id}/maps");
        process.Kill(entireProcessTree: true);

        var loaded = mapped.Select(static line => Path.GetFileName(line.Split(' ')[^1])).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("HeavySim.Ensembles.dll", loaded);
        Assert.DoesNotContain(loaded, static file => Vendors.Any(vendor => file.StartsWith(vendor, StringComparison.Ordinal)));
    }
}
