using System.Text.Json;

namespace HeavySim.Testing;

/// <summary>A problem set of sums.</summary>
internal static class Sums
{
    public static string File(ScratchFolder folder, int count) =>
        folder.Write("sums.jsonl", string.Concat(Enumerable.Range(0, count).Select(static i =>
            JsonSerializer.Serialize(new { id = $"sum/{i}", question = CountingModel.Question(i, 17), answer = $"{i + 17}" }) + "\n")));
}
