using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace HeavySim.Reporting;

/// <summary>Puts text of any origin into HTML and SVG, where it stays text.</summary>
internal static class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>
    /// The text for element content and quoted attributes. What markup cannot hold (NUL and the other control characters, half a surrogate
    /// pair) is shown by its picture or as U+FFFD.
    /// </summary>
    public static string Escaped(string text) => Encoder.Encode(Visible(text));

    /// <summary>The text with control characters other than line breaks and tabs replaced by their pictures (U+2400 and on).</summary>
    public static string Visible(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !text.Contains('\x7f')
        ? text
        : string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] switch
                {
                    '\t' or '\n' or '\r' => source[i],
                    < ' ' => (char)('\u2400' + source[i]),
                    '\x7f' => '\u2421',
                    _ => source[i],
                };
            }
        });
}
