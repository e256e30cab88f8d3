using System.Text.RegularExpressions;

namespace HeavySim.Cli;

/// <summary>Turns what is wrong with an argument, or with a file the user named, into bad usage.</summary>
internal static partial class BadUsage
{
    public static T Of<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (HeavySimException error) when (error is not UsageException)
        {
            throw new UsageException(Message(error));
        }
    }

    public static async Task<T> Of<T>(Func<Task<T>> load)
    {
        try
        {
            return await load();
        }
        catch (HeavySimException error) when (error is not UsageException)
        {
            throw new UsageException(Message(error));
        }
    }

    /// <summary>The options of an ensemble by the names of their flags.</summary>
    private static string Message(HeavySimException error) => error is EnsembleOptionsException { Faults: var faults }
        ? string.Join(
            Environment.NewLine, faults.Select(static f => $"--{Flag(f.Option)} {f.Fault}"))
        : error.Message;

    /// <summary>A list in the options is a flag that is repeated.</summary>
    private static string Flag(string option) =>
        option == "strategies" ? "strategy" : Capital().Replace(option, "-$0").ToLowerInvariant();

    [GeneratedRegex("[A-Z]", RegexOptions.NonBacktracking)]
    private static partial Regex Capital();
}
