using System.Diagnostics;
using System.Text.Json;

namespace HeavySim.EndToEnd.Tests;

/// <summary>The real executable, as a user runs it: own process, own working directory, no keys of ours in its environment.</summary>
internal static class HeavySimProcess
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "heavysim.dll");

    public static Task<Result> RunAsync(string folder, params string[] args) => RunAsync(folder, new Dictionary<string, string>(), args);

    public static async Task<Result> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var process = Start(folder, environment, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return new Result(process.ExitCode, await output, await error);
    }

    public static Process Start(string folder, params string[] args) => Start(folder, new Dictionary<string, string>(), args);

    private static Process Start(string folder, IReadOnlyDictionary<string, string> environment, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("OPENAI_API_KEY");
        start.Environment.Remove("OPENAI_BASE_URL");
        start.Environment.Remove("HEAVYSIM_STORE");
        start.Environment.Remove("HEAVYSIM_LOG");
        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("The executable did not start.");
    }

    internal sealed record Result(int ExitCode, string Output, string Error)
    {
        /// <summary>The one JSON document on stdout.</summary>
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
