namespace HeavySim.Agents;

/// <summary>Joins the many small updates of a stream into reports at a bearable pace.</summary>
internal sealed class ProgressFeed(IProgress<AttemptProgress> progress, TimeProvider time, TimeSpan interval)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private long _tokens;
    private long? _reported;

    /// <summary>Takes new text; reports when the last report is old enough.</summary>
    public void Add(long tokens, string? text, string? reasoning)
    {
        _tokens = tokens;
        _text.Append(text);
        _reasoning.Append(reasoning);
        if (_reported is null || time.GetElapsedTime(_reported.Value) >= interval)
            Flush();
    }

    /// <summary>Reports that the text begins anew.</summary>
    public void Restart()
    {
        _text.Clear();
        _reasoning.Clear();
        progress.Report(new AttemptProgress(0, null, null));
    }

    /// <summary>Reports what has not been reported.</summary>
    public void Flush()
    {
        if (_text.Length == 0 && _reasoning.Length == 0)
            return;

        _reported = time.GetTimestamp();
        var report = new AttemptProgress(_tokens, Take(_text), Take(_reasoning));
        progress.Report(report);
    }

    private static string? Take(StringBuilder text)
    {
        if (text.Length == 0)
            return null;

        var taken = text.ToString();
        text.Clear();
        return taken;
    }
}
