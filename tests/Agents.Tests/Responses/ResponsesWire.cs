using System.Text.Json;
using Microsoft.Extensions.AI;

namespace HeavySim.Agents.Tests;

/// <summary>Shorthand for the wire of the Responses API.</summary>
internal static class ResponsesWire
{
    public const string Created = """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","model":"m","output":[],"usage":null,"error":null}}""";

    public static ResponsesChatClient Client(HttpMessageHandler handler, WireOptions? options = null, TimeProvider? time = null) => new(
        new HttpClient(handler), EndpointAddress.Parse("http://host/v1", ResponsesChatClient.Operation),
        options ?? new WireOptions { Model = "m", ApiKey = Wire.Key }, time ?? TimeProvider.System);

    public static Func<HttpResponseMessage> Events(params string[] events) =>
        VerbatimHandler.Stream([.. events.SelectMany(static payload => new[]
        {
            "event: " + JsonDocument.Parse(payload).RootElement.GetProperty("type").GetString(), "data: " + payload, "",
        })]);

    public static string Delta(string text, string kind = "output_text", string item = "msg_1") =>
        $$"""{"type":"response.{{kind}}.delta","item_id":"{{item}}","output_index":0,"delta":{{JsonSerializer.Serialize(text)}}}""";

    public static string Added(string item, int index = 0) =>
        $$"""{"type":"response.output_item.added","output_index":{{index}},"item":{{item}}}""";

    public static string Done(string item, int index = 0) =>
        $$"""{"type":"response.output_item.done","output_index":{{index}},"item":{{item}}}""";

    public static string Response(string status, string output = "[]", string more = "") =>
        $$"""{"id":"resp_1","object":"response","status":"{{status}}","model":"m","output":{{output}}{{more}}}""";

    public static string End(string status = "completed", string output = "[]", string more = Counts) =>
        $$"""{"type":"response.{{status}}","sequence_number":9,"response":{{Response(status, output, more)}}}""";

    public const string Counts =
        ""","usage":{"input_tokens":20,"input_tokens_details":{"cached_tokens":8},"output_tokens":12,"output_tokens_details":{"reasoning_tokens":7},"total_tokens":32}""";

    public static string Message(string text) =>
        $$"""[{"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":{{JsonSerializer.Serialize(text)}},"annotations":[]}]}]""";

    public static async Task<Transcript> StreamAsync(params string[] events) =>
        await Wire.StreamAsync(Client(new VerbatimHandler(Events(events))));
}
