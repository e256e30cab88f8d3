using System.Text.Json.Serialization.Metadata;

namespace HeavySim.Server.Http;

/// <summary>Whole JSON responses.</summary>
internal static class JsonBody
{
    /// <summary>Writes a body with its length; the status is the caller's to set.</summary>
    public static async Task WriteAsync<T>(HttpContext http, T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        // Without this exact type openai-node hands its caller a string.
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
