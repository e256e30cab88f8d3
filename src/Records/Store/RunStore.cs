using Dapper;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Store;

/// <summary>
/// A file of runs: SQLite in WAL mode. One process at a time writes a run; others may read it meanwhile, and write other runs. A process
/// killed at any moment leaves a valid store. Holds no connection open itself.
/// </summary>
public sealed class RunStore
{
    private RunStore(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a store for writing and reading; creates it where there is none.</summary>
    /// <exception cref="HeavySimException">The file is no store, is damaged or read-only, or its folder does not exist.</exception>
    public static RunStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreGuard.Guarded(path, () =>
        {
            using var connection = StoreConnection.ForWriting(path);
            StoreSchema.Prepare(connection, path);
            return new RunStore(path);
        });
    }

    /// <summary>Opens a store for reading.</summary>
    /// <exception cref="HeavySimException">There is no such file, or it is no store, or is damaged.</exception>
    public static RunStore OpenExisting(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreGuard.Guarded(path, () =>
        {
            using var connection = StoreConnection.ForReading(path);
            return StoreSchema.Check(connection, path) > 0
                ? new RunStore(path)
                : throw new HeavySimException($"{path} is not a HeavySim store: name another file with --store");
        });
    }

    /// <summary>All runs, oldest first.</summary>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public IReadOnlyList<RunSummary> Runs() => StoreGuard.Guarded(Path, () =>
    {
        using var connection = StoreConnection.ForReading(Path);
        return Rows(connection, null).Select(static r => r.Summary).ToList();
    });

    /// <summary>Opens a run for reading.</summary>
    /// <param name="name">The run, or null for the one begun last.</param>
    /// <exception cref="HeavySimException">There is no such run; the message names those there are.</exception>
    public RunReader Read(string? name = null) => StoreGuard.Guarded(Path, () =>
    {
        using var connection = StoreConnection.ForReading(Path);
        if (Rows(connection, name).LastOrDefault() is { } row)
            return new RunReader(Path, row.Id, row.ProblemSet, row.Summary);

        var names = connection.Query<string>("SELECT name FROM runs ORDER BY id").ToList();
        throw new HeavySimException(names.Count == 0
            ? $"the store {Path} has no runs yet: run or import something first"
            : $"the store {Path} has no run \"{name}\": it has {string.Join(", ", names)}");
    });

    /// <summary>
    /// Begins a run, or goes on with it where its name exists and nothing else would be asked: with as many agents and problems, or more.
    /// </summary>
    /// <param name="settings">The run's settings.</param>
    /// <param name="problems">Its problems.</param>
    /// <param name="clock">The wall clock for the time of beginning; not asked for a simulated run.</param>
    /// <exception cref="HeavySimException">
    /// The name is taken by a run with other settings (the message names each), another process is writing the run, or the store cannot be
    /// written.
    /// </exception>
    internal RunJournal Begin(RunSettings settings, ProblemSet problems, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(clock);
        return StoreGuard.Guarded(Path, () =>
        {
            var (run, isNew) = FindOrInsert(settings, problems, clock);
            var runLock = RunLock.Take(Path, run, settings.Name);
            SqliteConnection? connection = null;
            try
            {
                // Under the lock: what is taken in or opened again must not change under another writer.
                var (isResumed, hasMoreAgents) = isNew ? default : GoOn(settings, problems, clock);
                var progress = new RecordedProgress(Path, run, isResumed);
                connection = StoreConnection.ForWriting(Path);
                return new RunJournal(settings, problems, runLock, new JournalWriter(Path, connection, run), progress, hasMoreAgents);
            }
            catch
            {
                connection?.Dispose();
                runLock.Dispose();
                throw;
            }
        });
    }

    private (long Run, bool IsNew) FindOrInsert(RunSettings settings, ProblemSet problems, TimeProvider clock)
    {
        using var connection = StoreConnection.ForWriting(Path);
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Rows(connection, settings.Name, transaction).FirstOrDefault() is { } existing)
            return (existing.Id, false);

        var run = connection.ExecuteScalar<long>(
            "INSERT INTO runs (name, problem_set, seed, simulated, options, created) VALUES (@Name, @set, @Seed, @IsSimulated, @options, "
                + "@created) RETURNING id",
            RunRow.Cells(settings, ProblemRows.FindOrInsert(problems, connection, transaction), clock),
            transaction);
        transaction.Commit();
        return (run, true);
    }

    /// <summary>Goes on with a run that exists; where nothing was recorded of it, it begins anew and is not resumed.</summary>
    private (bool IsResumed, bool HasMoreAgents) GoOn(RunSettings settings, ProblemSet problems, TimeProvider clock)
    {
        using var connection = StoreConnection.ForWriting(Path);
        using var transaction = connection.BeginTransaction(deferred: false);
        var row = Rows(connection, settings.Name, transaction).First();
        var isBegun = row.Summary is not { Attempts: 0, Solutions: 0 };
        var hasMoreAgents = false;
        if (isBegun)
        {
            hasMoreAgents = new RunContinuation(Path, connection, transaction, row).GoOn(settings, problems);
        }
        else
        {
            // Where nothing was recorded nothing can be at odds: the same name, with a first mistake put right, begins anew.
            connection.Execute(
                "UPDATE runs SET problem_set = @set, seed = @Seed, simulated = @IsSimulated, options = @options, created = @created "
                    + "WHERE name = @Name",
                RunRow.Cells(settings, ProblemRows.FindOrInsert(problems, connection, transaction), clock),
                transaction);
        }

        transaction.Commit();
        return (isBegun, hasMoreAgents);
    }

    private static List<RunRow> Rows(SqliteConnection connection, string? name, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = RunRow.Query;
        command.Parameters.AddWithValue("$name", (object?)name ?? DBNull.Value);
        using var row = command.ExecuteReader();
        var rows = new List<RunRow>();
        while (row.Read())
            rows.Add(RunRow.Read(row));

        return rows;
    }
}
