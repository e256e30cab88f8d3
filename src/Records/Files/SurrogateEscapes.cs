namespace HeavySim.Records.Files;

/// <summary>
/// Half surrogate pairs written as escapes, <c>"\ud83d"</c> alone: Python writes them where a text was cut inside an emoji. They are no
/// text, and the JSON reader throws on them only when a string is asked for, long after the line is known.
/// </summary>
internal static class SurrogateEscapes
{
    private const int EscapeLength = 6;

    /// <summary>Whether there is anything to look at: most texts have no escaped surrogates at all.</summary>
    public static bool MayHave(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    /// <summary>Puts U+FFFD, written as an escape of the same length, in the place of each half pair.</summary>
    /// <param name="json">JSON text from the start of a token; changed in place.</param>
    public static void Mend(Span<byte> json)
    {
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i + 1 < json.Length;)
        {
            var unit = UnitAt(json, i);
            var isPair = unit is >= 0xD800 and < 0xDC00 && UnitAt(json, i + EscapeLength) is >= 0xDC00 and < 0xE000;
            if (!isPair && unit is >= 0xD800 and < 0xE000)
                "\\ufffd"u8.CopyTo(json[i..]);

            // What is no escaped code unit is a backslash and the character it escapes.
            i += isPair ? 2 * EscapeLength : unit >= 0 ? EscapeLength : 2;
            var next = i < json.Length ? json[i..].IndexOf((byte)'\\') : -1;
            i = next < 0 ? -1 : i + next;
        }
    }

    /// <summary>The code unit that is escaped at a place, or -1.</summary>
    private static int UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && System.Buffers.Text.Utf8Parser.TryParse(json.Slice(at + 2, 4), out int unit, out var read, 'x') && read == 4
            ? unit
            : -1;
}
