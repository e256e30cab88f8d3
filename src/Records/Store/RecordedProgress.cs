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
    private readonly Dictionary<int, (long Attempts, long Unsettled)> _attempted = [];
    private readonly Lock _gate = new();
    private readonly SqliteConnection? _connection;
    private readonly IReadOnlyDictionary<long, AgentCard> _cards = new Dictionary<long, AgentCard>();

    /// <summary>Looks a run up; nothing is read for a new one.</summary>
    public RecordedProgress(string path, long run, bool isResumed)
    {
        _path = path;
        _run = run;
        IsResumed = isResumed;
        if (!isResumed)
            return;

        _connection = StoreConnection.ForReading(path);
        _cards = AttemptRows.CardsOf(_connection, transaction: null, run);
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
            var counts = (rows.GetInt64(1), rows.NumberAt(2) ?? 0);
            _attempted.Add(rows.GetInt32(0), counts);
            Attempts += counts.Item1;
            Unsettled += counts.Item2;
        }
    }

    /// <summary>True when the run had been begun before.</summary>
    public bool IsResumed { get; }

    /// <summary>How many attempts were recorded.</summary>
    public long Attempts { get; private set; }

    /// <summary>How many of them are not settled.</summary>
    public long Unsettled { get; private set; }

    /// <summary>How many more there were of problems that were forgotten.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Whether a problem was solved.</summary>
    public bool IsSolved(int problem) => _solved.Contains(problem);

    /// <summary>True when a problem has anything recorded.</summary>
    public bool IsBegun(int problem) => _solved.Contains(problem) || _attempted.ContainsKey(problem);

    /// <summary>Leaves out what was recorded of a problem.</summary>
    public void Forget(int problem)
    {
        _solved.Remove(problem);
        if (_attempted.Remove(problem, out var counts))
        {
            (Attempts, Unsettled) = (Attempts - counts.Attempts, Unsettled - counts.Unsettled);
            Forgotten += counts.Attempts;
        }
    }

    /// <summary>The recorded attempts at a problem.</summary>
    public IReadOnlyList<RecordedAttempt> AttemptsAt(int problem, string problemId)
    {
        if (_connection is null || !_attempted.ContainsKey(problem))
            return [];

        try
        {
            lock (_gate)
            {
                using var command = Query($"{AttemptRows.QueryOf()} AND a.problem = $problem {AttemptRows.Order}");
                command.Parameters.AddWithValue("$problem", problem);
                using var row = command.ExecuteReader();
                var attempts = new List<RecordedAttempt>();
                while (row.Read())
                    attempts.Add(AttemptRows.Read(row, problemId, _cards));

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
