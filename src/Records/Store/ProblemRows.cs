using Dapper;
using HeavySim.Records.Problems;

namespace HeavySim.Records.Store;

/// <summary>Writes and reads the problems of a set.</summary>
internal static class ProblemRows
{
    /// <summary>The problems of the set $set, in order.</summary>
    public const string Query =
        "SELECT ordinal, id, question, gold, kind, category, choices, metadata FROM problems WHERE problem_set = $set";

    /// <summary>
    /// The task of a problem whose answer is a grid, as an expression: several test grids of one task are problems of their own.
    /// </summary>
    public const string GridTask = "CASE WHEN kind = 'Grid' THEN COALESCE(json_extract(metadata, '$.task'), id) END";

    private const string Insert =
        "INSERT INTO problems (problem_set, ordinal, id, question, gold, kind, category, choices, metadata) VALUES ($set, $ordinal, $id, "
            + "$question, $gold, $kind, $category, $choices, $metadata)";

    /// <summary>How many problems of the set @set name a tolerance for right numbers.</summary>
    public const string Tolerant =
        "SELECT COUNT(*) FROM problems WHERE problem_set = @set AND metadata IS NOT NULL "
            + "AND (CAST(json_extract(metadata, '$.tolerance') AS REAL) > 0 OR CAST(json_extract(metadata, '$.error') AS REAL) > 0)";

    /// <summary>Whether programs of a run were tested.</summary>
    public static bool HasTests(SqliteConnection connection, SqliteTransaction? transaction, long run) =>
        connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction) >= StoreSchema.WithTests
        && connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM attempts WHERE run = @run AND tests IS NOT NULL)", new { run }, transaction);

    /// <summary>
    /// Whether right can be told from wrong, as an expression: by a gold, or by the tests of a code problem where they were run.
    /// </summary>
    public static string CanBeRight(SqliteConnection connection, SqliteTransaction transaction, long run) =>
        HasTests(connection, transaction, run) ? "gold IS NOT NULL OR kind = 'Code'" : "gold IS NOT NULL";

    /// <summary>The number of a set in the store; writes it where it is new.</summary>
    public static long FindOrInsert(ProblemSet problems, SqliteConnection connection, SqliteTransaction transaction)
    {
        if (connection.ExecuteScalar<long?>("SELECT id FROM problem_sets WHERE digest = @Digest", new { problems.Digest }, transaction)
            is { } known)
            return known;

        var set = connection.ExecuteScalar<long>(
            "INSERT INTO problem_sets (digest, name, problems) VALUES (@Digest, @Name, @Count) RETURNING id",
            new { problems.Digest, problems.Name, problems.Problems.Count },
            transaction);
        Write(connection, transaction, set, problems.Problems);
        return set;
    }

    /// <summary>The first so many problems of a set.</summary>
    public static ProblemSet First(int count, string name, long set, SqliteConnection connection, SqliteTransaction transaction)
    {
        using var cursor = new ProblemCursor(
            connection, transaction, $"{Query} AND ordinal < {count} ORDER BY ordinal", ("$set", set));
        var problems = new List<Problem>(count);
        while (cursor.TryNext(Read, out var found))
            problems.Add(found.Problem);
        return ProblemSet.Of(name, problems);
    }

    /// <summary>Writes all problems of a set.</summary>
    public static void Write(SqliteConnection connection, SqliteTransaction transaction, long set, IReadOnlyList<Problem> problems)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Insert;
        command.Transaction = transaction;
        command.Parameters.AddWithValue("$set", set);
        var names = new[] { "$ordinal", "$id", "$question", "$gold", "$kind", "$category", "$choices", "$metadata" };
        var cells = names.Select(name => command.Parameters.AddWithValue(name, DBNull.Value)).ToList();
        for (var i = 0; i < problems.Count; i++)
        {
            var problem = problems[i];
            object?[] values =
            [
                i,
                problem.Id,
                problem.Question,
                problem.Gold,
                problem.Kind?.ToString(),
                problem.Category,
                problem.Choices.Count > 0 ? JsonSerializer.Serialize(problem.Choices, OwnJson.Readable.IReadOnlyListString) : null,
                problem.Metadata.Count > 0
                    ? JsonSerializer.Serialize(problem.Metadata, OwnJson.Readable.IReadOnlyDictionaryStringString)
                    : null,
            ];
            for (var cell = 0; cell < values.Length; cell++)
                cells[cell].Value = values[cell] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>A row of <see cref="Query"/>.</summary>
    public static (int Ordinal, Problem Problem) Read(SqliteDataReader row)
    {
        var problem = new Problem
        {
            Id = row.GetString(1),
            Question = row.GetString(2),
            Gold = row.TextAt(3),
            Kind = row.TextAt(4) is not null ? row.EnumAt<AnswerKind>(4) : null,
            Category = row.TextAt(5),
            Choices = row.TextAt(6) is { } choices ? JsonSerializer.Deserialize(choices, OwnJson.Readable.IReadOnlyListString) ?? [] : [],
        };
        if (row.TextAt(7) is { } metadata
            && JsonSerializer.Deserialize(metadata, OwnJson.Readable.IReadOnlyDictionaryStringString) is { } fields)
            problem = problem with { Metadata = fields };

        return (row.GetInt32(0), problem);
    }
}
