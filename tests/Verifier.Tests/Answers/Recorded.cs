using System.IO.Compression;
using System.Text.Json;

namespace HeavySim.Verifier.Tests.Answers;

/// <summary>One problem of the recorded data, with its samples and, where kept, their raw texts.</summary>
internal sealed record Recorded(
    Problem Problem, IReadOnlyList<string?> Answers, IReadOnlyList<bool> Correct, IReadOnlyList<string> Responses)
{
    /// <summary>Reads a recorded set from the folder shared/data beside or above the project, or skips the test.</summary>
    public static IReadOnlyList<Recorded> Load(string name)
    {
        var texts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var responses = Path("recorded", name + ".responses.jsonl.gz");
        if (File.Exists(responses))
        {
            foreach (var row in Rows(responses))
                texts[row.GetProperty("id").GetString()!] = [.. row.GetProperty("responses").EnumerateArray()
                    .Select(static r => r.GetString() ?? "")];
        }

        return [.. Rows(Path("recorded", name + ".jsonl.gz")).Select(row => Of(row, texts))];
    }

    private static Recorded Of(JsonElement row, Dictionary<string, IReadOnlyList<string>> texts)
    {
        var id = row.GetProperty("id").GetString()!;
        return new Recorded(
            new Problem { Id = id, Question = row.GetProperty("question").GetString()!, Gold = row.GetProperty("gold").GetString() },
            [.. row.GetProperty("answers").EnumerateArray().Select(static a => a.GetString())],
            [.. row.GetProperty("correct").EnumerateArray().Select(static c => c.GetBoolean())],
            texts.TryGetValue(id, out var found) ? found : []);
    }

    private static IEnumerable<JsonElement> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>The path of a file of the shared data, or skips the test where there is none.</summary>
    public static string Path(string folder, string file)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var data = System.IO.Path.Combine(at.FullName, "shared", "data", folder);
            if (Directory.Exists(data))
                return System.IO.Path.Combine(data, file);
        }

        Assert.Skip("shared/data is not here");
        return "";
    }
}
