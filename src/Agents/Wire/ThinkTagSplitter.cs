namespace HeavySim.Agents;

/// <summary>
/// Takes <c>&lt;think&gt;…&lt;/think&gt;</c>, and its like in <see cref="ThoughtMarks"/>, out of a text that comes in pieces. An opening
/// mark counts at the beginning of the text or of a line; a closing mark without an opening one says that everything before it was
/// reasoning.
/// </summary>
internal sealed class ThinkTagSplitter
{
    private const string First = "<[◁";
    private const string FirstOrBare = First + "a";

    private readonly StringBuilder _held = new();
    private ThoughtMarks? _open;
    private bool _hasThought;
    private bool _isAtLineStart = true;
    private bool _isAtTextStart = true;

    /// <summary>True while a bare closing word may still come: the text began as harmony does.</summary>
    private bool _beganBare;

    /// <summary>Takes a piece and gives what is certain of it.</summary>
    public Pieces Accept(string piece)
    {
        // The common case by far: no mark, nothing held back.
        if (_held.Length == 0 && piece.AsSpan().IndexOfAny(Starts) < 0)
        {
            if (_open is not null)
                return new Pieces(null, piece, false);

            TrackPlace(piece);
            return new Pieces(piece, null, false);
        }

        _held.Append(piece);
        return Drain(isLast: false);
    }

    /// <summary>Gives what was held back in case it became a mark.</summary>
    public Pieces Finish() => Drain(isLast: true);

    private string Starts => _isAtTextStart || _beganBare ? FirstOrBare : First;

    private Pieces Drain(bool isLast)
    {
        var rest = _held.ToString();
        _held.Clear();
        StringBuilder? text = null, reasoning = null;
        var closedUnopened = false;
        var from = 0;
        while (from < rest.Length)
        {
            var at = rest.AsSpan(from).IndexOfAny(Starts);
            at = at < 0 ? rest.Length : from + at;
            Give(rest[from..at]);
            from = at;
            if (from == rest.Length)
                break;

            var tail = rest.AsSpan(from);
            if (Opened(tail) is { } opened)
            {
                from += opened.Opening.Length;
                _open = opened;
                _hasThought = true;
                _beganBare = opened.IsBare;
                _isAtTextStart = false;
                continue;
            }

            if (Closed(tail) is { } closed)
            {
                from += closed.Closing.Length;
                if (_open is null)
                {
                    closedUnopened = true;
                    reasoning = text;
                    text = null;
                }

                _open = null;
                _hasThought = _isAtLineStart = true;
                _isAtTextStart = _beganBare = false;
                continue;
            }

            if (!isLast && MayBecomeMark(tail))
            {
                _held.Append(tail);
                break;
            }

            _beganBare |= _open is null && _isAtTextStart && tail.StartsWith(ThoughtMarks.Bare.Opening, StringComparison.Ordinal);
            Give(rest[from..(from + 1)]);
            from++;
        }

        return new Pieces(text?.ToString(), reasoning?.ToString(), closedUnopened);

        void Give(string part)
        {
            if (part.Length == 0)
                return;

            if (_open is not null)
            {
                (reasoning ??= new StringBuilder()).Append(part);
            }
            else
            {
                (text ??= new StringBuilder()).Append(part);
                TrackPlace(part);
            }
        }
    }

    private ThoughtMarks? Opened(ReadOnlySpan<char> tail)
    {
        if (_open is not null || !_isAtLineStart)
            return null;

        foreach (var marks in ThoughtMarks.All)
        {
            if (marks.IsBare ? _isAtTextStart && BeginsBare(tail) : Begins(tail, marks.Opening))
                return marks;
        }

        return null;
    }

    private ThoughtMarks? Closed(ReadOnlySpan<char> tail)
    {
        foreach (var marks in ThoughtMarks.All)
        {
            if (MayClose(marks) && Begins(tail, marks.Closing))
                return marks;
        }

        return null;
    }

    private bool MayClose(ThoughtMarks marks) => _open is not null ? _open == marks : !_hasThought && (!marks.IsBare || _beganBare);

    private bool MayBecomeMark(ReadOnlySpan<char> tail)
    {
        if (tail.Length > ThoughtMarks.Longest)
            return false;

        foreach (var marks in ThoughtMarks.All)
        {
            var mayOpen = _open is null && (marks.IsBare ? _isAtTextStart : _isAtLineStart);
            if (mayOpen && (IsBeginning(tail, marks.Opening) || (marks.IsBare && tail.SequenceEqual(marks.Opening)))
                || MayClose(marks) && IsBeginning(tail, marks.Closing))
                return true;
        }

        return false;
    }

    /// <summary>A capital, digit or sign right after the word: no sentence is written so.</summary>
    private static bool BeginsBare(ReadOnlySpan<char> tail)
    {
        var word = ThoughtMarks.Bare.Opening;
        return tail.StartsWith(word, StringComparison.Ordinal) && tail.Length > word.Length
            && (char.IsUpper(tail[word.Length]) || char.IsDigit(tail[word.Length]) || tail[word.Length] is '"' or '\\' or '$' or '*');
    }

    private static bool Begins(ReadOnlySpan<char> tail, string mark) => tail.StartsWith(mark, ComparisonOf(mark));

    private static bool IsBeginning(ReadOnlySpan<char> tail, string mark) =>
        tail.Length < mark.Length && mark.AsSpan().StartsWith(tail, ComparisonOf(mark));

    // Only the tag of plain letters is met in other cases.
    private static StringComparison ComparisonOf(string mark) =>
        mark[0] == '<' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private void TrackPlace(string part)
    {
        var last = part.AsSpan(part.LastIndexOf('\n') + 1);
        _isAtLineStart = last.IsWhiteSpace() && (_isAtLineStart || last.Length < part.Length);
        _isAtTextStart &= part.AsSpan().IsWhiteSpace();
    }

    /// <summary>What came of a piece.</summary>
    /// <param name="Text">New text of the answer, or null.</param>
    /// <param name="Reasoning">New text of the reasoning, or null.</param>
    /// <param name="IsReasoningSoFar">True when all text given before turned out to be reasoning.</param>
    internal readonly record struct Pieces(string? Text, string? Reasoning, bool IsReasoningSoFar);
}
