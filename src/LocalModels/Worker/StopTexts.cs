namespace HeavySim.LocalModels;

/// <summary>Finds the texts that end a text, though they come in pieces: what may be the beginning of one is held back.</summary>
internal sealed class StopTexts(IReadOnlyList<string> stops)
{
    private readonly string[] _stops = [.. stops.Where(static s => s.Length > 0)];
    private string _held = "";

    /// <summary>True once one of them came.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Takes a piece; gives what is certainly part of the text.</summary>
    public string Accept(string piece)
    {
        if (_stops.Length == 0 || IsFound)
            return IsFound ? "" : piece;

        var text = _held + piece;
        var at = _stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(static i => i >= 0).DefaultIfEmpty(-1).Min();
        if (at >= 0)
        {
            (IsFound, _held) = (true, "");
            return text[..at];
        }

        var keep = _stops.Max(stop => Beginning(text, stop));
        _held = text[^keep..];
        return text[..^keep];
    }

    /// <summary>What was held back, at the end of the text.</summary>
    public string Finish()
    {
        var rest = _held;
        _held = "";
        return rest;
    }

    /// <summary>How many of the text's last characters begin the stop text.</summary>
    private static int Beginning(string text, string stop)
    {
        for (var length = Math.Min(stop.Length - 1, text.Length); length > 0; length--)
        {
            if (text.AsSpan()[^length..].SequenceEqual(stop.AsSpan(0, length)))
                return length;
        }

        return 0;
    }
}
