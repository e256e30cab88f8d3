using System.IO.Compression;
using System.Text.Json;

namespace HeavySim.Statistics.Tests;

/// <summary>Recorded answers of real models, where the folder with them is present; else the test skips and says so.</summary>
internal static class RecordedSet
{
    public static List<(string? Key, Grade Grade)[]> Read(string name)
    {
        var path = Find(name);
        Assert.SkipWhen(path is null, $"shared/data/recorded/{name}.jsonl.gz is not present");

        var problems = new List<(string?, Grade)[]>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path!), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            var answers = row.RootElement.GetProperty("answers").EnumerateArray().Select(a => a.GetString()).ToArray();
            var grades = row.RootElement.GetProperty("correct").EnumerateArray()
                .Select(c => c.GetBoolean() ? Grade.Correct : Grade.Incorrect);
            problems.Add([.. answers.Zip(grades)]);
        }

        return problems;
    }

    public static List<AnswerCounts> ReadCounts(string name) => [.. Read(name).Select(AnswerCounts.Of)];

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "recorded", name + ".jsonl.gz");
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
