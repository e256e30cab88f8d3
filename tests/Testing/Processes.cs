namespace HeavySim.Testing;

/// <summary>Processes of this machine by their short names, to see that those which were started are gone.</summary>
internal static class Processes
{
    /// <summary>Sees that no process of a name runs; one that was killed just now may be on its way out.</summary>
    public static void AssertGone(string name)
    {
        SpinWait.SpinUntil(() => !IsRunning(name), TimeSpan.FromSeconds(2));
        Assert.False(IsRunning(name), $"{name} runs");
    }

    /// <summary>Whether a process of that short name runs on this machine.</summary>
    public static bool IsRunning(string name) => Directory.EnumerateDirectories("/proc").Any(folder => NameOf(folder) == name);

    private static string? NameOf(string folder)
    {
        try
        {
            // "id (name) state …": one that has ended and is only not buried yet, by whoever has to, does not run.
            var told = File.ReadAllText(Path.Combine(folder, "stat"));
            var end = told.LastIndexOf(')');
            return end > 0 && told[end + 2] is not ('Z' or 'X') ? told[(told.IndexOf('(', StringComparison.Ordinal) + 1)..end] : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
