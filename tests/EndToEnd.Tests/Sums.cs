using System.Text.Json;

namespace HeavySim.EndToEnd.Tests;

/// <summary>A problem set of sums.</summary>
internal static class Sums
{
    public static string File(ScratchFolder folder, int count) => folder.File("sums.jsonl", string.Concat(Enumerable.Range(0, count).Select(static i =>
        JsonSerializer.Serialize(new { id = $"sum/{i}", question = CountingModel.Question(i, 17), answer = (i + 17).ToString() }) + "\n")));
}
