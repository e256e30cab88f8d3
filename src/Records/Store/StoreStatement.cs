using SQLitePCL;

namespace HeavySim.Records.Store;

/// <summary>
/// A prepared statement that changes something, run as often as there are records: values go to SQLite by place, where a command of ADO.NET
/// looks each parameter up by its name and opens a reader over no rows, which took a third of the time of writing an attempt.
/// </summary>
internal sealed class StoreStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares a statement with parameters ?.</summary>
    /// <exception cref="SqliteException">SQLite does not take it.</exception>
    public StoreStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The store is closed.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Runs the statement, in the transaction that is open on its connection.</summary>
    /// <param name="values">One for each parameter: null, string, bool, int, long or double.</param>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Run(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(Bind(i + 1, values[i]));

        var result = raw.sqlite3_step(_statement);
        // A reset repeats the error of the step, and leaves the statement ready in either case.
        var reset = raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? reset : result);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        bool flag => raw.sqlite3_bind_int(_statement, place, flag ? 1 : 0),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        _ => throw new ArgumentException($"A store keeps no {value.GetType().Name}.", nameof(value)),
    };

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
