using System.Text;

namespace HeavySim.Records.Problems;

/// <summary>ARC tasks (Chollet 2019): example pairs of grids, and a test grid whose partner is asked for.</summary>
internal static class GridForm
{
    /// <summary>The metadata field that names the task, where it has several test grids and each is a problem.</summary>
    public const string TaskField = "task";

    /// <summary>The records of a task's test grids, one to each; null when the record is no task or has one test grid.</summary>
    public static IReadOnlyList<RecordFields>? Split(JsonElement record)
    {
        var whole = new RecordFields(record);
        if (whole.Peek("train") is not { ValueKind: JsonValueKind.Array }
            || whole.Peek("test") is not { ValueKind: JsonValueKind.Array } test || test.GetArrayLength() < 2
            || !test.EnumerateArray().All(IsPair))
        {
            return null;
        }

        return [.. test.EnumerateArray().Select(pair =>
        {
            var fields = new RecordFields(record);
            fields.Put("test", JsonElement.Parse($"[{pair.GetRawText()}]"));
            return fields;
        })];
    }

    /// <summary>Reads a record with "train" pairs and one "test" pair, or null when it is none.</summary>
    public static Problem? Read(RecordFields fields, string id)
    {
        if (
            fields.Peek("train") is not { ValueKind: JsonValueKind.Array } train
                || fields.Peek("test") is not { ValueKind: JsonValueKind.Array } test || test.GetArrayLength() == 0
            || !IsPair(test[0]) || !train.EnumerateArray().All(IsPair))
        {
            return null;
        }

        var question = new StringBuilder(
            "Each input grid is turned into its output grid by one and the same rule. Find the rule and give the output grid of the test "
                + "input.\n");
        var number = 0;
        foreach (var pair in train.EnumerateArray())
        {
            number++;
            Append(question.Append("\nExample ").Append(number).Append(" input:\n"), pair.GetProperty("input"));
            if (pair.TryGetProperty("output", out var output))
                Append(question.Append("Example ").Append(number).Append(" output:\n"), output);
        }

        Append(question.Append("\nTest input:\n"), test[0].GetProperty("input"));
        var gold = test[0].TryGetProperty("output", out var grid) ? Compact(grid) : null;
        fields.TryTake(["test"], out _, out _);
        fields.TryTake(["train"], out _, out _);
        return new Problem { Id = id, Question = question.ToString(), Gold = gold, Kind = AnswerKind.Grid };
    }

    private static bool IsPair(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Object && pair.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.Array;

    private static void Append(StringBuilder text, JsonElement grid)
    {
        foreach (var row in grid.EnumerateArray())
            text.Append(Compact(row)).Append('\n');
    }

    private static string Compact(JsonElement value) => string.Concat(value.GetRawText().Where(static c => !char.IsWhiteSpace(c)));
}
