using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>Shorthand for talking to a scripted endpoint.</summary>
internal static class Wire
{
    public const string Key = "sk-secret-0123456789";

    public static OpenAICompatibleChatClient Client(
        VerbatimHandler handler, string url = "http://host/v1", WireOptions? options = null, TimeProvider? time = null) =>
        new(new HttpClient(handler), EndpointAddress.Parse(url), options
            ?? new WireOptions { Model = "m", ApiKey = Key }, time ?? TimeProvider.System);

    public static async Task<Transcript> StreamAsync(IChatClient client, ChatOptions? options = null, string question = "Q")
    {
        var transcript = new Transcript();
        await foreach (var update in client.GetStreamingResponseAsync(question, options, TestContext.Current.CancellationToken))
            transcript.Add(update);

        return transcript;
    }

    public static Task<Transcript> StreamAsync(params Func<HttpResponseMessage>[] script) =>
        StreamAsync(Client(new VerbatimHandler(script)));

    public static async Task<ModelCallException> FailAsync(params Func<HttpResponseMessage>[] script) =>
        await Assert.ThrowsAsync<ModelCallException>(() => StreamAsync(Client(new VerbatimHandler(script))));

    /// <summary>A chunk with the given delta and reason.</summary>
    public static string Chunk(string delta, string finish = "null") =>
        $$"""{"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    public static string Text(string text, string finish = "null") =>
        Chunk($$"""{"content":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""", finish);

    public static string Completion(string message, string finish = "\"stop\"") =>
        $$$"""{"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{{{message}}},"finish_reason":{{{finish}}}}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}""";
}
