namespace HeavySim.Cli;

/// <summary>Turns what is wrong with an argument, or with a file the user named, into bad usage.</summary>
internal static class BadUsage
{
    public static T Of<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (HeavySimException error) when (error is not UsageException)
        {
            throw new UsageException(error.Message);
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
            throw new UsageException(error.Message);
        }
    }
}
