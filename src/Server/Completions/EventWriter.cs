using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace HeavySim.Server.Completions;

/// <summary>Writes server-sent events, each of them sent at once.</summary>
internal sealed class EventWriter(HttpContext http)
{
    /// <summary>Commits the response to be a stream.</summary>
    public void Begin()
    {
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-cache";
        // Asks nginx and its kin not to hold events back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    public Task WriteAsync<T>(T body, JsonTypeInfo<T> type)
    {
        var pipe = http.Response.BodyWriter;
        pipe.Write("data: "u8);
        pipe.Write(JsonSerializer.SerializeToUtf8Bytes(body, type));
        pipe.Write("\n\n"u8);
        return FlushAsync();
    }

    public Task WriteDoneAsync()
    {
        http.Response.BodyWriter.Write("data: [DONE]\n\n"u8);
        return FlushAsync();
    }

    /// <summary>
    /// A sign of life: a comment, and no blank line after it, for openai-go takes comment and blank line for an empty event. Never an empty
    /// data line, an id or a retry: each of them makes one of the SDKs throw.
    /// </summary>
    public Task WriteKeepAliveAsync()
    {
        http.Response.BodyWriter.Write(": keep-alive\n"u8);
        return FlushAsync();
    }

    private async Task FlushAsync() => await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
}
