using System.Text.Json;

namespace HeavySim.Cli.Tests;

/// <summary>A problem set of sums.</summary>
internal static class Sums
{
    public static string File(ScratchFolder folder, int count) =>
        folder.Write("sums.jsonl", string.Concat(Enumerable.Range(0, count).Select(static i =>
            JsonSerializer.Serialize(new { id = $"sum/{i}", question = $"What is {i} + 17?", answer = $"{i + 17}" }) + "\n")));
}
