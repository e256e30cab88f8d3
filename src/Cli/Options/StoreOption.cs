namespace HeavySim.Cli.Options;

/// <summary>The file that keeps runs.</summary>
internal static class StoreOption
{
    public static Option<string> Create() => new("--store")
    {
        Description = "The file that keeps runs. HEAVYSIM_STORE sets another default.",
        DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("HEAVYSIM_STORE") is { Length: > 0 } file
            ? file
            : "heavysim.db",
        HelpName = "file",
    };
}
