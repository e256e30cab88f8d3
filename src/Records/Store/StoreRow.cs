using System.Globalization;

namespace HeavySim.Records.Store;

/// <summary>Reads the columns of a store's rows; null where the database has NULL.</summary>
internal static class StoreRow
{
    public static string? TextAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? RealAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static TimeSpan TimeAt(this SqliteDataReader row, int column) => TimeSpan.FromTicks(row.GetInt64(column));

    public static TimeSpan? TimeOrNullAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.TimeAt(column);

    public static T EnumAt<T>(this SqliteDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column));

    /// <summary>Calls, input tokens, output tokens, cost, estimated, from the column on.</summary>
    public static Usage UsageAt(this SqliteDataReader row, int column) => new()
    {
        Calls = row.GetInt32(column),
        InputTokens = row.NumberAt(column + 1),
        OutputTokens = row.NumberAt(column + 2),
        Cost = row.TextAt(column + 3) is { } cost ? decimal.Parse(cost, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
        IsEstimated = row.GetBoolean(column + 4),
    };

    /// <summary>Agent, model, endpoint, strategy, temperature, from the column on.</summary>
    public static AgentCard CardAt(this SqliteDataReader row, int column) =>
        new(row.GetInt32(column), row.GetString(column + 1), row.GetString(column + 2), row.GetString(column + 3), row.RealAt(column + 4));
}
