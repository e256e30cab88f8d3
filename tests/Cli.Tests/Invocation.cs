using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HeavySim.Cli.Tests;

/// <summary>The whole command line in this process, with streams of its own.</summary>
internal sealed record Invocation(int ExitCode, string Output, string Error)
{
    private static readonly string[] Files =
        ["--store", "--store-b", "--config", "--out", "--profile", "--html", "--csv", "--markdown"];

    /// <summary>The one JSON document on stdout.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<Invocation> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new Invocation(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The same where the files that options name are in the folder, and the usual store too.</summary>
    public static Task<Invocation> InAsync(ScratchFolder folder, params string[] args)
    {
        var placed = args.Select((arg, i) => i > 0 && Files.Contains(args[i - 1]) && arg != "-" ? Path.Combine(folder.Path, arg) : arg);
        return OfAsync(args.Contains("--store") ? [.. placed] : [.. placed, "--store", folder.File("heavysim.db")]);
    }

    /// <summary>Whoever runs the tests may have keys and endpoints of their own: nothing here is to reach them.</summary>
    [ModuleInitializer]
    internal static void ForgetTheEnvironment()
    {
        foreach (var name in (string[])["OPENAI_API_KEY", "OPENAI_BASE_URL", "HEAVYSIM_STORE", "OTEL_EXPORTER_OTLP_ENDPOINT"])
            Environment.SetEnvironmentVariable(name, null);
    }
}
