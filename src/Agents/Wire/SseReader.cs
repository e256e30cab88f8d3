using System.Buffers;

namespace HeavySim.Agents;

/// <summary>
/// Server-sent events as endpoints really send them. Unlike <c>System.Net.ServerSentEvents.SseParser</c> it reports keep-alives (they show
/// that the endpoint lives), gives an event that the end of the body cut from its blank line, takes bare JSON lines, and bounds what an
/// endless line may cost.
/// </summary>
internal sealed class SseReader(BodyReader body, int maxEventBytes, ByteLease lease)
{
    private readonly ArrayBufferWriter<byte> _data = new(1024);
    private int _leased;

    /// <summary>The next event, or null at the end of the body.</summary>
    public async ValueTask<SseEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        _data.ResetWrittenCount();
        string? type = null;
        var hasData = false;
        while (await body.ReadLineAsync(cancellationToken) is { } line)
        {
            var bytes = line.Span;
            if (bytes.IsEmpty)
            {
                if (hasData)
                    return new SseEvent(type, _data.WrittenMemory);

                type = null;
                continue;
            }

            if (bytes[0] == ':')
            {
                // A comment inside an event belongs to it; alone it is a keep-alive.
                if (!hasData)
                    return new SseEvent(null, default);

                continue;
            }

            if (bytes[0] == '{' && !hasData)
                return new SseEvent(type, line);

            var (field, value) = Split(bytes);
            if (field.SequenceEqual("data"u8))
            {
                if (_data.WrittenCount + value.Length > maxEventBytes)
                    throw new ModelCallException(
                        FailureCause.Malformed, $"The endpoint sent an event of more than {maxEventBytes} bytes.") { IsTransient = false };

                if (hasData)
                    _data.Write("\n"u8);

                _data.Write(value);
                hasData = true;
                if (_data.Capacity > _leased)
                {
                    lease.Take(_data.Capacity);
                    _leased = _data.Capacity;
                }
            }
            else if (field.SequenceEqual("event"u8))
            {
                type = Encoding.UTF8.GetString(value);
            }
        }

        return hasData ? new SseEvent(type, _data.WrittenMemory) : null;
    }

    private static FieldValue Split(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
            return new FieldValue(line, default);

        var value = line[(colon + 1)..];
        return new FieldValue(line[..colon], value.StartsWith(" "u8) ? value[1..] : value);
    }

    private readonly ref struct FieldValue(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        private readonly ReadOnlySpan<byte> _field = field;
        private readonly ReadOnlySpan<byte> _value = value;

        public void Deconstruct(out ReadOnlySpan<byte> field, out ReadOnlySpan<byte> value)
        {
            field = _field;
            value = _value;
        }
    }
}
