namespace HeavySim.Records.Store;

/// <summary>Turns SQLite's errors into the store's, wherever in a walk or a call they arise.</summary>
internal static class StoreGuard
{
    /// <summary>Walks on, with the store's errors.</summary>
    public static IEnumerable<T> Guarded<T>(string path, Func<IEnumerable<T>> walk)
    {
        using var items = Guarded(path, () => walk().GetEnumerator());
        while (Guarded(path, items.MoveNext))
            yield return items.Current;
    }

    /// <summary>Calls, with the store's errors.</summary>
    public static T Guarded<T>(string path, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (SqliteException error)
        {
            throw StoreError.Of(path, error);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or FormatException)
        {
            throw new HeavySimException(
                $"the store {path} holds a record that this version cannot read: update HeavySim, or use a copy of the store", error);
        }
    }
}
