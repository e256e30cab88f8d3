using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HeavySim.Benchmarks;

/// <summary>
/// The least that a client has to do: <c>-- bare-client problems.jsonl ADDRESS agents streams</c> asks every question so many times, so
/// many at once, and reads the streams with HttpClient, StreamReader and JsonDocument. No limits, no retries, no records. With
/// <c>fresh</c> at the end every call has a connection of its own, for servers that close them after each stream.
/// </summary>
internal static class BareClient
{
    /// <summary>Asks all of it.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var lines = await File.ReadAllLinesAsync(args[0]);
        var questions = lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!).ToList();
        var address = new Uri(args[1] + "/chat/completions");
        var agents = int.Parse(args[2], CultureInfo.InvariantCulture);
        var streams = int.Parse(args[3], CultureInfo.InvariantCulture);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            MaxConnectionsPerServer = 4096,
            PooledConnectionLifetime = args is [.., "fresh"] ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
        });
        var next = -1;
        var characters = 0L;
        await Task.WhenAll(Enumerable.Range(0, streams).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < questions.Count * agents)
                Interlocked.Add(ref characters, (await AskAsync(http, address, questions[i / agents])).Length);
        }));
        Console.WriteLine($"{questions.Count * agents} answers, {characters} characters");
        return 0;
    }

    private static async Task<string> AskAsync(HttpClient http, Uri address, string question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new
            {
                model = "fixed",
                messages = new[] { new { role = "user", content = question } },
                stream = true,
                temperature = 0.8,
            })),
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != "data: [DONE]")
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;

            using var chunk = JsonDocument.Parse(line.AsMemory("data: ".Length));
            foreach (var choice in chunk.RootElement.GetProperty("choices").EnumerateArray())
            {
                if (choice.GetProperty("delta").TryGetProperty("content", out var content))
                    text.Append(content.GetString());
            }
        }

        return text.ToString();
    }
}
