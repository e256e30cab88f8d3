namespace HeavySim.Testing;

/// <summary>Real data that lies beside the project on some machines; tests that need it skip where it is absent.</summary>
internal static class SharedData
{
    public static string Need(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
                return path;
        }

        Assert.Skip($"shared/data/{file} is not on this machine");
        return "";
    }
}
