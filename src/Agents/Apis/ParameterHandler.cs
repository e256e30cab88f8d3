using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace HeavySim.Agents;

/// <summary>
/// Puts an endpoint's own parameters into every request, whoever wrote it, as a JSON merge patch (RFC 7396): objects are merged, anything
/// else takes the place of what was there, and null takes a field out.
/// </summary>
internal sealed class ParameterHandler(HttpMessageHandler inner, JsonElement parameters) : DelegatingHandler(inner)
{
    // Readable text on the wire; nothing here ends up in HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A conversation is not a parameter, and how it is asked for is ours to say.
    private static readonly string[] Ours = ["model", "messages", "input", "stream", "background", "n"];

    /// <summary>What cannot be among the parameters, or null where all of it can be.</summary>
    public static string? Error(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object)
            return "parameters must be an object";

        foreach (var parameter in parameters.EnumerateObject())
        {
            if (Ours.Contains(parameter.Name, StringComparer.Ordinal))
                return $"parameters cannot have '{parameter.Name}', which every request has of its own";
        }

        return KeyIn(parameters) is { } key
            ? $"parameters have '{SafeText.Of(key, null)}', which is a key; keys do not belong there"
            : null;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            var body = JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken))!.AsObject();
            Merge(body, parameters);
            var merged = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString(Readable)));
            merged.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Content = merged;
            content.Dispose();
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static void Merge(JsonObject body, JsonElement patch)
    {
        foreach (var field in patch.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null)
            {
                body.Remove(field.Name);
            }
            else if (field.Value.ValueKind == JsonValueKind.Object)
            {
                if (body[field.Name] is not JsonObject inner)
                    body[field.Name] = inner = [];

                Merge(inner, field.Value);
            }
            else
            {
                body[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }
        }
    }

    private static string? KeyIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Select(static field => KeyGuard.IsKeyField(field.Name) ? field.Name : KeyIn(field.Value))
            .FirstOrDefault(static key => key is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(KeyIn).FirstOrDefault(static key => key is not null),
        _ => null,
    };
}
