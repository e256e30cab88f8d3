namespace HeavySim.EndToEnd.Tests;

/// <summary>Where the repository is on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = FindUp("HeavySim.sln")
        ?? throw new InvalidOperationException("The tests run inside the repository.");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The shared data folder beside the repository; skips the test, visibly, where there is none.</summary>
    public static string SharedData(params string[] parts)
    {
        var folder = System.IO.Path.Combine([Root, "..", "shared", "data", .. parts]);
        if (!File.Exists(folder) && !Directory.Exists(folder))
            Assert.Skip("The shared data folder is not beside the repository.");

        return System.IO.Path.GetFullPath(folder);
    }

    private static string? FindUp(string marker)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, marker)))
                return folder.FullName;
        }

        return null;
    }
}
