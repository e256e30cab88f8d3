using System.Diagnostics;
using System.Reflection;

namespace HeavySim.LocalModels;

/// <summary>How the process that runs a model is begun: by the executable <c>heavysim</c> itself, with a verb of its own.</summary>
internal static class WorkerCommand
{
    /// <summary>The verb.</summary>
    public const string Verb = "gguf-worker";

    /// <summary>Names the executable where a program of another name has this library in it.</summary>
    public const string Variable = "HEAVYSIM_EXECUTABLE";

    private const string Program = "heavysim";

    /// <summary>How to begin it.</summary>
    /// <exception cref="HeavySimException">There is no such executable.</exception>
    public static ProcessStartInfo Create()
    {
        var start = Find();
        start.ArgumentList.Add(Verb);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = start.StandardOutputEncoding = start.StandardErrorEncoding = new UTF8Encoding(false);
        // One thread computes where more were not asked for, whatever the environment says.
        start.Environment.Remove("OMP_NUM_THREADS");
        return start;
    }

    private static ProcessStartInfo Find()
    {
        var here = Environment.ProcessPath ?? "";
        var entry = Assembly.GetEntryAssembly();
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Hosted(named) : new ProcessStartInfo(named);
        if (string.Equals(Path.GetFileNameWithoutExtension(here), Program, StringComparison.OrdinalIgnoreCase))
            return new ProcessStartInfo(here);

        // Begun as "dotnet heavysim.dll", or from a program that has it beside itself.
        var beside = Path.Combine(AppContext.BaseDirectory, $"{Program}.dll");
        if (entry?.GetName().Name == Program || (File.Exists(beside) && File.Exists(Path.ChangeExtension(beside, ".runtimeconfig.json"))))
            return Hosted(beside);

        throw new HeavySimException(
            $"gguf: models run in a process of the program {Program}, which is not beside this one: name it in the environment variable "
            + $"{Variable}.");
    }

    private static ProcessStartInfo Hosted(string assembly)
    {
        var here = Environment.ProcessPath ?? "";
        var host = string.Equals(Path.GetFileNameWithoutExtension(here), "dotnet", StringComparison.OrdinalIgnoreCase)
            ? here
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new ProcessStartInfo(host) { ArgumentList = { assembly } };
    }
}
