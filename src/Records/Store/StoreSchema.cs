using Dapper;

namespace HeavySim.Records.Store;

/// <summary>
/// The tables of a store, version by version. Keys are small numbers in the order of reading, so a run is read in one pass; long texts
/// lie in a table of their own, so statistics never touch them. Nothing here holds a wall-clock time or a machine's name, but for the
/// beginning of a run on real endpoints.
/// </summary>
internal static class StoreSchema
{
    /// <summary>Marks the file as ours ("HSim"), in SQLite's application_id.</summary>
    private const int ApplicationId = 0x4853696D;

    /// <summary>One script per version, applied in order; published ones are never edited.</summary>
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE problem_sets (
          id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL, problems INTEGER NOT NULL) STRICT;

        CREATE TABLE problems (
          problem_set INTEGER NOT NULL REFERENCES problem_sets (id), ordinal INTEGER NOT NULL, id TEXT NOT NULL, question TEXT NOT NULL,
          gold TEXT, kind TEXT, category TEXT, choices TEXT, metadata TEXT,
          PRIMARY KEY (problem_set, ordinal)) STRICT, WITHOUT ROWID;

        CREATE TABLE runs (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, problem_set INTEGER NOT NULL REFERENCES problem_sets (id),
          seed INTEGER NOT NULL, simulated INTEGER NOT NULL, options TEXT NOT NULL, created TEXT) STRICT;

        CREATE TABLE cards (
          id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), agent INTEGER NOT NULL, model TEXT NOT NULL,
          endpoint TEXT NOT NULL, strategy TEXT NOT NULL, temperature REAL) STRICT;
        CREATE INDEX cards_of_run ON cards (run);

        CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT, reasoning TEXT, tools TEXT) STRICT;

        CREATE TABLE attempts (
          run INTEGER NOT NULL REFERENCES runs (id), problem INTEGER NOT NULL, agent INTEGER NOT NULL, sample INTEGER NOT NULL,
          card INTEGER NOT NULL REFERENCES cards (id), outcome TEXT NOT NULL, cause TEXT, message TEXT, after INTEGER,
          answer TEXT, answer_key TEXT, answer_source TEXT, grade TEXT NOT NULL, checker TEXT, confidence REAL, truncated INTEGER NOT NULL,
          calls INTEGER NOT NULL, input_tokens INTEGER, output_tokens INTEGER, cost TEXT, estimated INTEGER NOT NULL,
          started INTEGER NOT NULL, elapsed INTEGER NOT NULL, first_token INTEGER, text INTEGER,
          PRIMARY KEY (run, problem, agent, sample)) STRICT, WITHOUT ROWID;

        CREATE TABLE findings (
          run INTEGER NOT NULL REFERENCES runs (id), problem INTEGER NOT NULL, ordinal INTEGER NOT NULL,
          method TEXT NOT NULL, finding TEXT NOT NULL,
          PRIMARY KEY (run, problem, ordinal)) STRICT, WITHOUT ROWID;

        CREATE TABLE solutions (
          run INTEGER NOT NULL REFERENCES runs (id), problem INTEGER NOT NULL, method TEXT NOT NULL, answer_key TEXT, grade TEXT NOT NULL,
          confidence REAL, stopped TEXT, calls INTEGER NOT NULL, input_tokens INTEGER, output_tokens INTEGER,
          cost TEXT, estimated INTEGER NOT NULL,
          elapsed INTEGER NOT NULL, solution TEXT NOT NULL,
          PRIMARY KEY (run, problem)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE tries (
          id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id), problem INTEGER NOT NULL, agent INTEGER NOT NULL,
          sample INTEGER NOT NULL, outcome TEXT NOT NULL, cause TEXT, message TEXT, after INTEGER, calls INTEGER NOT NULL,
          input_tokens INTEGER, output_tokens INTEGER, cost TEXT, estimated INTEGER NOT NULL, started INTEGER NOT NULL,
          elapsed INTEGER NOT NULL) STRICT;
        CREATE INDEX tries_of_run ON tries (run, problem);
        """,
        "ALTER TABLE attempts ADD COLUMN tests TEXT;",
        "ALTER TABLE attempts ADD COLUMN round INTEGER NOT NULL DEFAULT 0;",
        """
        ALTER TABLE attempts ADD COLUMN token_mean REAL;
        ALTER TABLE attempts ADD COLUMN token_tail REAL;
        ALTER TABLE attempts ADD COLUMN token_lowest REAL;
        ALTER TABLE attempts ADD COLUMN token_bottom REAL;
        """,
    ];

    /// <summary>The version of the tables that this program writes.</summary>
    public static int Latest => Versions.Length;

    /// <summary>The first version that keeps how programs fared in their tests.</summary>
    public const int WithTests = 3;

    /// <summary>The first version that keeps the round of an attempt; before it there was one round.</summary>
    public const int WithRounds = 4;

    /// <summary>The first version that keeps the token confidence of attempts.</summary>
    public const int WithTokenConfidence = 5;

    /// <summary>Creates the tables of a new store, or brings those of an older one up to date.</summary>
    /// <exception cref="HeavySimException">The file is another program's database, or was written by a newer version.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        if (Check(connection, path) == Versions.Length)
            return;

        connection.Execute("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have done it in the meantime.
        for (var version = Check(connection, path); version < Versions.Length; version++)
            connection.Execute(
                $"{Versions[version]}; PRAGMA user_version = {version + 1}; PRAGMA application_id = {ApplicationId}",
                transaction: transaction);

        transaction.Commit();
    }

    /// <summary>The version of the tables, 0 for a new file.</summary>
    /// <exception cref="HeavySimException">The file is another program's database, or was written by a newer version.</exception>
    public static int Check(SqliteConnection connection, string path)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var application = connection.ExecuteScalar<int>("PRAGMA application_id");
        var isEmpty = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && !isEmpty)
            throw new HeavySimException($"{path} is another program's SQLite database: name another file with --store");
        if (version > Versions.Length)
            throw new HeavySimException(
                $"{path} was written by a newer HeavySim (store version {version}, this one knows {Versions.Length}): update HeavySim, "
                    + "or name another file with --store");

        return application == ApplicationId ? version : 0;
    }
}
