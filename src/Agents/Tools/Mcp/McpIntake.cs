namespace HeavySim.Agents.Tools;

/// <summary>
/// What a server may send: no message of any size, and no flood between two questions of ours. The client library reads whole messages
/// into memory, so the bound is kept before it. Safe to use concurrently.
/// </summary>
internal sealed class McpIntake
{
    /// <summary>Bytes of one message: a picture or a page fits, the text of a result is cut to far less.</summary>
    public const int MaximumMessageBytes = 8 << 20;

    /// <summary>Bytes after a question of ours.</summary>
    public const int MaximumBytes = 64 << 20;

    /// <summary>Lines after a question of ours: some servers tell how far they are, or log.</summary>
    public const int MaximumLines = 10_000;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cutOff = new();
    private long _bytes;
    private int _lines;
    private int _foreignLines;
    private string? _foreign;

    /// <summary>Why it was cut off; null while it keeps within bounds.</summary>
    public string? Excess { get; private set; }

    /// <summary>Cancelled with <see cref="Excess"/>: the client library would first finish what it has begun to answer.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <summary>Whether the server, a process, will send no more.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What of its lines was no message, for whoever waited in vain; empty when there was none.</summary>
    public string Foreign
    {
        get
        {
            lock (_gate)
                return _foreignLines == 0 ? "" : $"; {_foreignLines:N0} of its lines were no messages, the first: {_foreign}";
        }
    }

    /// <summary>A question is asked: the server may speak again.</summary>
    public void Ask()
    {
        lock (_gate)
            (_bytes, _lines) = (0, 0);
    }

    /// <summary>The one stream of a process has ended. Over HTTP every answer has an end of its own.</summary>
    public void End() => IsAtEnd = true;

    /// <summary>Counts what was received.</summary>
    /// <exception cref="IOException">It is too much.</exception>
    public void Take(int bytes, int lines, long messageBytes)
    {
        lock (_gate)
        {
            _bytes += bytes;
            _lines += lines;
            Excess ??= messageBytes > MaximumMessageBytes ? $"it sent a message of more than {MaximumMessageBytes >> 20} MiB"
                : _bytes > MaximumBytes ? $"it sent more than {MaximumBytes >> 20} MiB for one question"
                : _lines > MaximumLines ? $"it sent more than {MaximumLines:N0} lines for one question"
                : null;
        }

        if (Excess is null)
            return;

        _cutOff.Cancel();
        throw new IOException(Excess);
    }

    /// <summary>Remembers a line that is no message: servers that log to standard output by mistake are common, and passed over.</summary>
    public void NoteForeign(ReadOnlySpan<byte> beginning)
    {
        lock (_gate)
        {
            _foreignLines++;
            _foreign ??= McpText.Plain(Encoding.UTF8.GetString(beginning), 80);
        }
    }
}
