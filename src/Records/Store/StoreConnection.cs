using Dapper;

namespace HeavySim.Records.Store;

/// <summary>Opens connections to a store.</summary>
internal static class StoreConnection
{
    private const int BusySeconds = 10;

    /// <summary>Opens for reading and writing, and creates the file where there is none.</summary>
    /// <remarks>
    /// In WAL mode with synchronous = NORMAL a killed process loses nothing that was committed; a power cut may lose the last commits,
    /// never the file.
    /// </remarks>
    public static SqliteConnection ForWriting(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        connection.Execute("PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>Opens for reading.</summary>
    /// <exception cref="HeavySimException">There is no such file.</exception>
    public static SqliteConnection ForReading(string path)
    {
        if (!File.Exists(path))
            throw new HeavySimException($"there is no store {path}: run or import something first, or name another file with --store");

        return Open(path, SqliteOpenMode.ReadOnly);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        if (Directory.Exists(path))
            throw new HeavySimException($"the store {path} is a directory: name a file");

        // Without pooling a disposed connection lets go of the file at once.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusySeconds };
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
