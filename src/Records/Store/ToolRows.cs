namespace HeavySim.Records.Store;

/// <summary>Adds up the tool traces of a run by agent and by how its tools reached it.</summary>
internal static class ToolRows
{
    public static IReadOnlyList<ToolUse> Read(SqliteConnection connection, long run)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT c.agent, c.model, c.endpoint, t.tools
            FROM attempts a JOIN cards c ON c.id = a.card JOIN texts t ON t.id = a.text
            WHERE a.run = $run AND t.tools IS NOT NULL
            """;
        command.Parameters.AddWithValue("$run", run);
        using var row = command.ExecuteReader();
        var totals = new Dictionary<(int, string, string, string), ToolUse>();
        while (row.Read())
        {
            if (JsonSerializer.Deserialize(row.GetString(3), OwnJson.Readable.ToolTrace) is not { } trace)
                continue;

            var access = trace.Access.ToString().ToLowerInvariant();
            var key = (row.GetInt32(0), row.GetString(1), row.GetString(2), access);
            var total = totals.GetValueOrDefault(key) ?? new ToolUse(key.Item1 + 1, key.Item2, key.Item3, access, [], 0, 0, 0);
            totals[key] = total with
            {
                Offered = [.. total.Offered.Union(trace.Offered, StringComparer.Ordinal)],
                Attempts = total.Attempts + 1,
                Calls = total.Calls + trace.Calls.Count,
                Failed = total.Failed + trace.Calls.Count(static c => c.Error is not null),
            };
        }

        return
        [
            .. totals.Values.OrderBy(static t => t.Agent)
                .ThenBy(static t => t.Model, StringComparer.Ordinal)
                .ThenBy(static t => t.Access, StringComparer.Ordinal),
        ];
    }
}
