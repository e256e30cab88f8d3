namespace HeavySim.Agents.Tools;

/// <summary>
/// Lets a stream's text through up to the first place where a tool call may begin, and holds the rest back until the turn is over:
/// who watches the stream sees answers, not calls.
/// </summary>
/// <param name="onlyTags">
/// True where tools are offered natively: then only the tag of models that write their calls into the text is one, and JSON is an answer.
/// </param>
internal sealed class TextCallHoldback(bool onlyTags = false)
{
    private static readonly string[] Tags = [TextToolCalls.Opening, TextToolCalls.Closing];
    private static readonly string[] All = ["```", .. Tags];

    private readonly string[] _openings = onlyTags ? Tags : All;
    private readonly StringBuilder _whole = new();
    private readonly StringBuilder _held = new();
    private bool _isHolding;

    /// <summary>Everything the model wrote so far.</summary>
    public string Whole => _whole.ToString();

    /// <summary>What was not let through.</summary>
    public string Held => _held.ToString();

    /// <summary>Takes a piece and returns what may be shown now.</summary>
    public string Push(string piece)
    {
        _isHolding |= !onlyTags && IsBlank(_whole) && piece.AsSpan().TrimStart() is ['{', ..];
        _whole.Append(piece);
        _held.Append(piece);
        if (_isHolding)
            return "";

        var text = _held.ToString();
        var safe = SafeLength(text);
        _isHolding = _openings.Any(opening => text.AsSpan(safe).StartsWith(opening, StringComparison.Ordinal));
        _held.Remove(0, safe);
        return text[..safe];
    }

    private static bool IsBlank(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>How much of the text comes before an opening, or before an end that may become one.</summary>
    private int SafeLength(string text)
    {
        var safe = text.Length;
        foreach (var opening in _openings)
        {
            var found = text.IndexOf(opening, StringComparison.Ordinal);
            if (found >= 0)
            {
                safe = Math.Min(safe, found);
                continue;
            }

            for (var length = Math.Min(opening.Length - 1, text.Length); length > 0; length--)
            {
                if (text.EndsWith(opening[..length], StringComparison.Ordinal))
                {
                    safe = Math.Min(safe, text.Length - length);
                    break;
                }
            }
        }

        return safe;
    }
}
