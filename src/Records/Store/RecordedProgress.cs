namespace HeavySim.Records.Store;

/// <summary>
/// What a run had recorded when it was resumed. Which problems have anything is held in memory; the attempts themselves are fetched when
/// they are asked for, problem by problem.
/// </summary>
internal sealed class RecordedProgress : IDisposable
{
    private readonly string _path;
    private readonly long _run;
    private readonly HashSet<int> _solved = [];
    private readonly HashSet<int> _attempted = [];
    private readonly Lock _gate = new();
    private readonly SqliteConnection? _connection;

    /// <summary>Looks a run up; nothing is read for a new one.</summary>
    public RecordedProgress(string path, long run, bool isResumed)
    {
        _path = path;
        _run = run;
        IsResumed = isResumed;
        if (!isResumed)
            return;

        _connection = StoreConnection.ForReading(path);
        using (var solved = Query("SELECT problem FROM solutions WHERE run = $run"))
        using (var row = solved.ExecuteReader())
        {
            while (row.Read())
                _solved.Add(row.GetInt32(0));
        }

        using var attempted = Query(
            $"SELECT problem, COUNT(*), SUM({TryRows.Unsettled}) FROM attempts WHERE run = $run GROUP BY problem");
        using var rows = attempted.ExecuteReader();
        while (rows.Read())
        {
            _attempted.Add(rows.GetInt32(0));
            Attempts += rows.GetInt64(1);
            Unsettled += rows.NumberAt(2) ?? 0;
        }
    }

    /// <summary>True when the run had been begun before.</summary>
    public bool IsResumed { get; }

    /// <summary>How many attempts were recorded.</summary>
    public long Attempts { get; }

    /// <summary>How many of them are not settled.</summary>
    public long Unsettled { get; }

    /// <summary>Whether a problem was solved.</summary>
    public bool IsSolved(int problem) => _solved.Contains(problem);

    /// <summary>The recorded attempts at a problem.</summary>
    public IReadOnlyList<RecordedAttempt> AttemptsAt(int problem, string problemId)
    {
        if (_connection is null || !_attempted.Contains(problem))
            return [];

        try
        {
            lock (_gate)
            {
                using var command = Query($"{AttemptRows.Query} AND a.problem = $problem {AttemptRows.Order}");
                command.Parameters.AddWithValue("$problem", problem);
                using var row = command.ExecuteReader();
                var attempts = new List<RecordedAttempt>();
                while (row.Read())
                    attempts.Add(AttemptRows.Read(row, problemId));

                return attempts;
            }
        }
        catch (SqliteException error)
        {
            throw StoreError.Of(_path, error);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _connection?.Dispose();
    }

    private SqliteCommand Query(string sql)
    {
        var command = (_connection ?? throw new InvalidOperationException("A new run has nothing recorded.")).CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$run", _run);
        return command;
    }
}
