using System.IO.Compression;
using System.Text.Json;

namespace HeavySim.Verifier.Tests;

/// <summary>Recorded answers of 43 models to GSM8K, where the shared data are present.</summary>
internal static class RecordedPanels
{
    /// <summary>The panel of the members at given ranks by accuracy, best first; skips the test where there are no data.</summary>
    public static IReadOnlyList<FusionProblem> Gsm8K(Range ranks)
    {
        var path = Find(Path.Combine("shared", "data", "recorded", "zeroeval_gsm8k_models.jsonl.gz"));
        if (path is null)
            Assert.Skip("shared/data is not here");

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] names = [];
        var rows = new List<(string Id, string?[] Answers, bool[] Correct)>();
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.TryGetProperty("models", out var models))
                names = [.. models.EnumerateArray().Select(static m => m.GetString()!)];
            rows.Add((
                row.RootElement.GetProperty("id").GetString()!,
                [.. row.RootElement.GetProperty("answers").EnumerateArray().Select(static a => a.GetString())],
                [.. row.RootElement.GetProperty("correct").EnumerateArray().Select(static c => c.GetBoolean())]));
        }

        var chosen = Enumerable.Range(0, names.Length).OrderByDescending(j => rows.Count(r => r.Correct[j])).ToArray()[ranks];
        return [.. rows.Select(r =>
        {
            var right = chosen.Where(j => r.Correct[j]).Select(j => r.Answers[j]).ToHashSet(StringComparer.Ordinal);
            return FusionProblem.Of(r.Id, [.. chosen.Select(j => names[j])], [.. chosen.Select(j => r.Answers[j])], right.Contains);
        })];
    }

    private static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
