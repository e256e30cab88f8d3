namespace HeavySim.Records.Store;

/// <summary>
/// Walks rows that are ordered by problem, beside other such walks: whoever asks for a problem gets its rows, each row is read once.
/// </summary>
internal sealed class ProblemCursor : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _rows;
    private bool _hasRow;

    /// <summary>Starts at the first row of a query whose first column is the problem's ordinal, ascending.</summary>
    public ProblemCursor(
        SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _command.Transaction = transaction;
        foreach (var (name, value) in parameters)
            _command.Parameters.AddWithValue(name, value);
        _rows = _command.ExecuteReader();
        _hasRow = _rows.Read();
    }

    /// <summary>All rows of a problem. Problems must be asked for in ascending order.</summary>
    public List<T> Take<T>(int problem, Func<SqliteDataReader, T> read)
    {
        while (_hasRow && _rows.GetInt32(0) < problem)
            _hasRow = _rows.Read();

        var taken = new List<T>();
        while (_hasRow && _rows.GetInt32(0) == problem)
        {
            taken.Add(read(_rows));
            _hasRow = _rows.Read();
        }

        return taken;
    }

    /// <summary>The next row, whatever its problem, or false at the end.</summary>
    public bool TryNext<T>(Func<SqliteDataReader, T> read, out T value)
    {
        value = _hasRow ? read(_rows) : default!;
        if (!_hasRow)
            return false;

        _hasRow = _rows.Read();
        return true;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _command.Dispose();
    }
}
