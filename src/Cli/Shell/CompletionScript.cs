using System.Reflection;

namespace HeavySim.Cli.Shell;

/// <summary>
/// What a shell runs to learn what may follow on a heavysim command line. The scripts know no verb and no option: they ask the program
/// itself, by the directive <c>[suggest:position]</c>, so they fit every version of it.
/// </summary>
internal static class CompletionScript
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    public static string For(string shell)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{shell}")
            ?? throw new UsageException($"There are completions for {string.Join(", ", Shells)}, not for {shell}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
