namespace HeavySim.Records.Store;

/// <summary>What SQLite's error codes mean to a user.</summary>
internal static class StoreError
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The error with the store's name and a way out.</summary>
    public static HeavySimException Of(string path, SqliteException error) => new(
        error.SqliteErrorCode switch
        {
            Busy or Locked =>
                $"the store {path} is held by another process: wait until that one is done, or name another file with --store",
            ReadOnly => $"the store {path} cannot be written: the file, or its folder, is read-only",
            InputOutput => $"the store {path} cannot be read or written: the disk reports an error ({error.Message})",
            Corrupt => $"the store {path} is damaged: use a copy of it, or name another file with --store",
            Full => $"the disk that holds the store {path} is full: make room and give the same command again, what is recorded is safe",
            CannotOpen => $"the store {path} cannot be opened: check that its folder exists and may be written",
            NotADatabase => $"{path} is not a HeavySim store: name another file with --store",
            _ => $"the store {path} failed: {error.Message}",
        },
        error);
}
