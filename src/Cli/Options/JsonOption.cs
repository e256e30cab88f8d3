namespace HeavySim.Cli.Options;

/// <summary>For machines that read.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json")
    {
        Description = "One JSON document on stdout and nothing else there; where the command fails, the error and its cause.",
    };
}
