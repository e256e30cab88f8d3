namespace HeavySim.Agents;

/// <summary>The payloads of one event: mostly one, none for an illegal keep-alive, several where a server forgot the blank lines.</summary>
internal static class SsePayloads
{
    /// <summary>The payloads in the data of an event, trimmed.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> data)
    {
        // Illegal keep-alives: blank data, or a comment sent as data.
        var payload = Trim(data);
        if (payload.IsEmpty || payload.Span[0] == ':')
            yield break;

        if (payload.Span.Contains((byte)'\n') && !LenientJson.IsJson(payload))
        {
            while (!payload.IsEmpty)
            {
                var end = payload.Span.IndexOf((byte)'\n');
                var line = Trim(end < 0 ? payload : payload[..end]);
                if (!line.IsEmpty && line.Span[0] != ':')
                    yield return line;

                payload = end < 0 ? default : payload[(end + 1)..];
            }
        }
        else
        {
            yield return payload;
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> data) => data.Trim(" \t\r\n"u8);
}
