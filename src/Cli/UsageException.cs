namespace HeavySim.Cli;

/// <summary>The command line, a file it names, or the configuration is wrong: exit code 2.</summary>
internal sealed class UsageException(string message) : HeavySimException(message);
