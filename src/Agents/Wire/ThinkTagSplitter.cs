namespace HeavySim.Agents;

/// <summary>
/// Takes <c>&lt;think&gt;…&lt;/think&gt;</c> out of a text that comes in pieces. An opening tag counts at the beginning of the text or of a
/// line; a closing tag without an opening one says that everything before it was reasoning.
/// </summary>
internal sealed class ThinkTagSplitter
{
    private const string Opening = "<think>";
    private const string Closing = "</think>";

    private readonly StringBuilder _held = new();
    private bool _isThinking;
    private bool _hasThought;
    private bool _isAtLineStart = true;

    /// <summary>Takes a piece and gives what is certain of it.</summary>
    public Pieces Accept(string piece)
    {
        // The common case by far: no tag, nothing held back.
        if (_held.Length == 0 && !piece.Contains('<', StringComparison.Ordinal))
        {
            if (_isThinking)
                return new Pieces(null, piece, false);

            TrackLine(piece);
            return new Pieces(piece, null, false);
        }

        _held.Append(piece);
        return Drain(isLast: false);
    }

    /// <summary>Gives what was held back in case it became a tag.</summary>
    public Pieces Finish() => Drain(isLast: true);

    private bool MayOpen => !_isThinking && _isAtLineStart;

    private bool MayClose => _isThinking || !_hasThought;

    private Pieces Drain(bool isLast)
    {
        var rest = _held.ToString();
        _held.Clear();
        StringBuilder? text = null, reasoning = null;
        var closedUnopened = false;
        var from = 0;
        while (from < rest.Length)
        {
            var tagAt = rest.IndexOf('<', from);
            if (tagAt < 0)
                tagAt = rest.Length;

            Give(rest[from..tagAt]);
            from = tagAt;
            if (from == rest.Length)
                break;

            var tail = rest.AsSpan(from);
            if (MayOpen && tail.StartsWith(Opening, StringComparison.OrdinalIgnoreCase))
            {
                from += Opening.Length;
                _isThinking = _hasThought = true;
                continue;
            }

            if (MayClose && tail.StartsWith(Closing, StringComparison.OrdinalIgnoreCase))
            {
                from += Closing.Length;
                if (!_isThinking)
                {
                    closedUnopened = true;
                    reasoning = text;
                    text = null;
                }

                _isThinking = false;
                _hasThought = _isAtLineStart = true;
                continue;
            }

            if (!isLast && (MayOpen && IsBeginning(tail, Opening) || MayClose && IsBeginning(tail, Closing)))
            {
                _held.Append(tail);
                break;
            }

            Give("<");
            from++;
        }

        return new Pieces(text?.ToString(), reasoning?.ToString(), closedUnopened);

        void Give(string part)
        {
            if (part.Length == 0)
                return;

            if (_isThinking)
            {
                (reasoning ??= new StringBuilder()).Append(part);
            }
            else
            {
                (text ??= new StringBuilder()).Append(part);
                TrackLine(part);
            }
        }
    }

    private static bool IsBeginning(ReadOnlySpan<char> tail, string tag) =>
        tail.Length < tag.Length && tag.AsSpan().StartsWith(tail, StringComparison.OrdinalIgnoreCase);

    private void TrackLine(string part)
    {
        var last = part.AsSpan(part.LastIndexOf('\n') + 1);
        _isAtLineStart = last.IsWhiteSpace() && (_isAtLineStart || last.Length < part.Length);
    }

    /// <summary>What came of a piece.</summary>
    /// <param name="Text">New text of the answer, or null.</param>
    /// <param name="Reasoning">New text of the reasoning, or null.</param>
    /// <param name="IsReasoningSoFar">True when all text given before turned out to be reasoning.</param>
    internal readonly record struct Pieces(string? Text, string? Reasoning, bool IsReasoningSoFar);
}
