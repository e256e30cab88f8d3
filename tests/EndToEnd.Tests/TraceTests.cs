using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using HeavySim.Records.Store;

namespace HeavySim.EndToEnd.Tests;

/// <summary>Spans of runs, on the terminal and at a collector; a run is the same with them and without.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task Run_Trace_ShowsTheProblemsSpansAndChangesNothing()
    {
        using var folder = new ScratchFolder();
        var problems = Sums.File(folder, 40);
        string[] run = ["run", problems, "-n", "6", "--check", "verdict", "--name", "r"];

        var plain = await HeavySimProcess.RunAsync(folder.Path, [.. run, "--store", "plain.db"]);
        var traced = await HeavySimProcess.RunAsync(folder.Path, [.. run, "--store", "traced.db", "--trace", "3"]);
        var again = await HeavySimProcess.RunAsync(folder.Path, [.. run, "--store", "traced.db", "--trace", "sum/2"]);

        Assert.True(traced.ExitCode == 0, traced.Error);
        Assert.StartsWith(plain.Output.TrimEnd(), traced.Output, StringComparison.Ordinal);
        var lines = traced.Output[plain.Output.TrimEnd().Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("trace of sum/2: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("simulated times", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("solve ", lines[2], StringComparison.Ordinal);
        Assert.Equal(6, lines.Count(static l => l.StartsWith("  attempt ", StringComparison.Ordinal)));
        Assert.True(lines.Count(static l => l.StartsWith("    chat ", StringComparison.Ordinal)) >= 6);
        Assert.All(lines, static l => Assert.True(l.Length <= 160, l));
        Assert.Equal(Digest(folder, "plain.db"), Digest(folder, "traced.db"));
        Assert.Contains("trace of sum/2: nothing was asked", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TraceOfAHostileId_ReachesTheTerminalSafe()
    {
        using var folder = new ScratchFolder();
        var problems = folder.Write(
            "p.jsonl", JsonSerializer.Serialize(new { id = "a\u001b[2Jb", question = "2+2?", answer = "4" }) + "\n");

        var traced = await HeavySimProcess.RunAsync(folder.Path, "run", problems, "-n", "2", "--trace", "1");
        var missing = await HeavySimProcess.RunAsync(folder.Path, "run", problems, "-n", "2", "--trace", "7");

        Assert.Contains("trace of a\uFFFD[2Jb: ", traced.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', traced.Output);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("no problem '7'", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithACollector_ItGetsTheSpansAndNoTexts()
    {
        using var folder = new ScratchFolder();
        using var collector = new Collector();
        var problems = Sums.File(folder, 20);
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };

        var sent = await HeavySimProcess.RunAsync(
            folder.Path, environment, "run", problems, "-n", "4", "--name", "r", "--store", "sent.db");
        var plain = await HeavySimProcess.RunAsync(folder.Path, "run", problems, "-n", "4", "--name", "r", "--store", "plain.db");

        Assert.True(sent.ExitCode == 0, sent.Error);
        Assert.Equal(plain.Output, sent.Output);
        Assert.Equal(Digest(folder, "plain.db"), Digest(folder, "sent.db"));
        var spans = collector.TextAt("/v1/traces");
        foreach (var expected in new[] { "heavysim", "solve", "attempt", "chat ", "sum/19", "gen_ai.usage.output_tokens" })
            Assert.Contains(expected, spans, StringComparison.Ordinal);
        var figures = collector.TextAt("/v1/metrics");
        Assert.Contains("heavysim.attempt.duration", figures, StringComparison.Ordinal);
        Assert.Contains("gen_ai.client.token.usage", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("gen_ai.client.operation.duration", figures, StringComparison.Ordinal);
        Assert.DoesNotContain(CountingModel.Question(1, 17), spans, StringComparison.Ordinal);
    }

    private static string Digest(ScratchFolder folder, string store) => RunStore.OpenExisting(folder.File(store)).Read("r").Digest();

    /// <summary>Takes what is sent by OTLP over HTTP. Protocol buffers keep texts as they are, so they can be looked for.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _received = [];
        private readonly HttpListener _listener = new();

        public Collector()
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            _listener.Prefixes.Add(Address);
            _listener.Start();
            _ = ReceiveAsync();
        }

        public string Address { get; }

        public string TextAt(string path) => string.Concat(_received.Where(r => r.Path == path).Select(static r => r.Body));

        public void Dispose() => _listener.Close();

        private async Task ReceiveAsync()
        {
            try
            {
                while (true)
                {
                    var call = await _listener.GetContextAsync();
                    using var reader = new StreamReader(call.Request.InputStream, Encoding.Latin1);
                    _received.Enqueue((call.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()));
                    call.Response.Close();
                }
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
