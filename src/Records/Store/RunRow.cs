using System.Globalization;

namespace HeavySim.Records.Store;

/// <summary>A run as it lies in its store.</summary>
internal sealed record RunRow(long Id, long ProblemSet, RunSummary Summary)
{
    /// <summary>The runs named $name, or all when that is NULL, oldest first.</summary>
    public const string Query =
        """
        SELECT r.id, s.id, r.name, r.seed, r.simulated, r.options, r.created, s.name, s.digest, s.problems,
          (SELECT COUNT(*) FROM attempts a WHERE a.run = r.id), (SELECT COUNT(*) FROM solutions o WHERE o.run = r.id)
        FROM runs r JOIN problem_sets s ON s.id = r.problem_set WHERE $name IS NULL OR r.name = $name ORDER BY r.id
        """;

    /// <summary>The values of a new row, by the names of their parameters.</summary>
    public static object Cells(RunSettings settings, long set, TimeProvider clock) => new
    {
        settings.Name,
        set,
        settings.Seed,
        settings.IsSimulated,
        options = settings.OptionsJson(),
        created = settings.IsSimulated ? null : clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
    };

    /// <summary>A row of <see cref="Query"/>.</summary>
    public static RunRow Read(SqliteDataReader row)
    {
        var settings = new RunSettings
        {
            Name = row.GetString(2),
            Seed = row.GetInt64(3),
            IsSimulated = row.GetBoolean(4),
            Options = RunSettings.ReadOptions(row.GetString(5)),
        };
        var created = row.TextAt(6) is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : (DateTimeOffset?)null;
        return new(
            row.GetInt64(0),
            row.GetInt64(1),
            new RunSummary(settings, row.GetString(7), row.GetString(8), row.GetInt32(9), row.GetInt64(10), row.GetInt32(11), created));
    }
}
