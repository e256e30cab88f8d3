namespace HeavySim.Agents.Tools;

/// <summary>Reads a stream to its end and keeps the beginnings of its last lines, however much there is.</summary>
internal sealed class McpLastLines
{
    private const int Lines = 5;
    private const int LineBytes = 300;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<byte> _line = new(LineBytes);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _reading;

    public McpLastLines(Stream stream) => _reading = ReadAsync(stream);

    /// <summary>The lines, or nothing.</summary>
    public override string ToString()
    {
        lock (_gate)
            return string.Join(" | ", _lines);
    }

    /// <summary>Waits for the rest where the stream is closed, and stops where somebody holds it open.</summary>
    public async Task EndAsync()
    {
        try
        {
            await _reading.WaitAsync(TimeSpan.FromSeconds(.5), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            _ending.Cancel();
            await _reading;
        }

        _ending.Dispose();
    }

    private async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[4_096];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, _ending.Token)) > 0)
            {
                foreach (var letter in buffer.AsSpan(0, count))
                    Take(letter);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // What was read till then is what there is.
        }

        Take((byte)'\n');
    }

    private void Take(byte letter)
    {
        if (letter != '\n')
        {
            if (_line.Count < LineBytes)
                _line.Add(letter);
            return;
        }

        var text = McpText.Plain(Encoding.UTF8.GetString([.. _line]), LineBytes).Trim();
        _line.Clear();
        if (text.Length == 0)
            return;

        lock (_gate)
        {
            _lines.Enqueue(text);
            if (_lines.Count > Lines)
                _lines.Dequeue();
        }
    }
}
