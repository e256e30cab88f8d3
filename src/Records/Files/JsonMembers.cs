using System.Runtime.CompilerServices;

namespace HeavySim.Records.Files;

/// <summary>
/// Reads a JSON object from a stream part by part: each member whole, but of the one named list each entry on its own. The buffer grows to
/// the largest part, not to the document. Python's NaN and Infinity, which are no JSON, are read as blanks or null.
/// </summary>
internal sealed class JsonMembers
{
    /// <summary>The longest non-number, "-Infinity": held back at the end of what is read, as it may be cut in two.</summary>
    private const int HeldBack = 9;

    private static readonly JsonReaderOptions Options = new()
    {
        MaxDepth = 256,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly Stream _content;
    private readonly string _path;
    private readonly string _list;
    private byte[] _buffer = new byte[1 << 17];
    private int _end;
    private int _clean;
    private bool _isInString;
    private bool _isEscaped;
    private bool _isFinal;
    private bool _isInList;
    private string _name = "";
    private long _line = 1;
    private JsonReaderState _state = new(Options);

    private JsonMembers(Stream content, string path, string list)
    {
        _content = content;
        _path = path;
        _list = list;
    }

    /// <summary>Reads the parts of a document.</summary>
    /// <param name="content">The document.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="list">The member to be read entry by entry.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySim.Core.HeavySimException">The document is not a JSON object, or is cut short.</exception>
    public static async IAsyncEnumerable<JsonMember> ReadAsync(
        Stream content, string path, string list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var members = new JsonMembers(content, path, list);
        while (true)
        {
            var step = members.TryTake(out var member);
            if (member is not null)
                yield return member;
            else if (step == Step.End)
                yield break;
            else
                await members.FillAsync(cancellationToken);
        }
    }

    private enum Step
    {
        Part,
        NeedsMore,
        End,
    }

    private Step TryTake(out JsonMember? member)
    {
        member = null;
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(0, _clean), _isFinal, _state);
                if (!reader.Read())
                    return _isFinal ? Step.End : Step.NeedsMore;

                if (_isInList ? reader.TokenType == JsonTokenType.EndArray : reader.TokenType is JsonTokenType.StartObject
                    && reader.CurrentDepth == 0)
                {
                    _isInList = false;
                    Consume(ref reader);
                    continue;
                }

                if (reader is { TokenType: JsonTokenType.EndObject, CurrentDepth: 0 })
                    return Step.End;
                if (!_isInList)
                {
                    if (reader.TokenType != JsonTokenType.PropertyName)
                        throw SourceError.At(_path, _line, "a JSON object is expected");
                    _name = reader.GetString() ?? "";
                    if (!reader.Read())
                        return NeedsMore();
                    if (reader.TokenType == JsonTokenType.StartArray && _name == _list)
                    {
                        _isInList = true;
                        Consume(ref reader);
                        continue;
                    }
                }

                var ahead = reader;
                if (!ahead.TrySkip())
                    return NeedsMore();
                SurrogateEscapes.Mend(_buffer.AsSpan(0, (int)ahead.BytesConsumed));
                member = new JsonMember(
                    _name, JsonElement.ParseValue(ref reader), _line + _buffer.AsSpan(0, (int)reader.BytesConsumed).Count((byte)'\n'));
                Consume(ref reader);
                return Step.Part;
            }
        }
        catch (JsonException error)
        {
            throw SourceError.At(
                _path,
                _line + (error.LineNumber ?? 0),
                "not valid JSON: the file is cut short or a bracket, comma or quote is missing",
                error);
        }
    }

    private Step NeedsMore() => _isFinal ? throw SourceError.At(_path, _line, "not valid JSON: the file is cut short") : Step.NeedsMore;

    private void Consume(ref Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        _line += _buffer.AsSpan(0, consumed).Count((byte)'\n');
        _state = reader.CurrentState;
        _buffer.AsSpan(consumed, _end - consumed).CopyTo(_buffer);
        _end -= consumed;
        _clean -= consumed;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_end == _buffer.Length)
            Array.Resize(
                ref _buffer,
                _buffer.Length < Array.MaxLength / 2 ? _buffer.Length * 2 : throw SourceError.At(_path, _line, "one record is longer "
                    + "than a gigabyte"));
        int read;
        try
        {
            read = await _content.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        }
        catch (Exception error) when (SourceError.IsReadFailure(error))
        {
            throw SourceError.Reading(_path, error);
        }

        _end += read;
        _isFinal = read == 0;
        SkipMark();
        Clean(_isFinal ? _end : Math.Max(_clean, _end - HeldBack));
    }

    private void SkipMark()
    {
        if (_clean == 0 && _line == 1 && _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _buffer.AsSpan(0, 3).Fill((byte)' ');
    }

    private void Clean(int until)
    {
        while (_clean < until)
        {
            var unit = _buffer[_clean];
            if (_isInString)
            {
                _isInString = _isEscaped || unit != '"';
                _isEscaped = !_isEscaped && unit == '\\';
            }
            else if (unit == '"')
            {
                _isInString = true;
            }
            else if (unit is (byte)'N' or (byte)'I' or (byte)'-')
            {
                _clean += Replace(_buffer.AsSpan(_clean, _end - _clean));
                continue;
            }

            _clean++;
        }
    }

    /// <summary>Puts a value of the same length in the place of a non-number: null where it fits, an empty string for NaN.</summary>
    /// <returns>How many bytes are dealt with.</returns>
    private static int Replace(Span<byte> text)
    {
        var replacement = text.StartsWith("NaN"u8) ? "\"\" "u8
            : text.StartsWith("Infinity"u8) ? "null    "u8
            : text.StartsWith("-Infinity"u8) ? "null     "u8
            : [];
        replacement.CopyTo(text);
        return Math.Max(1, replacement.Length);
    }
}
