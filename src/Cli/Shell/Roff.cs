using System.Text;

namespace HeavySim.Cli.Shell;

/// <summary>A manual page in the making: the man macros, and text that no formatter mistakes for a request.</summary>
internal sealed class Roff
{
    private readonly StringBuilder _page = new();

    public Roff(string name, string version, string book)
    {
        Request("TH", name.ToUpperInvariant(), "1", "", $"{name} {version}", book);
        // Names of options and variables are not to be hyphenated.
        Request("nh");
    }

    public void Section(string title) => Request("SH", title);

    public void Subsection(string title) => Request("SS", title);

    public void Paragraph(string text)
    {
        _page.Append(".PP\n");
        Line(Text(text));
    }

    /// <summary>A term, already marked up, and what it means.</summary>
    public void Item(string term, string meaning)
    {
        _page.Append(".TP\n");
        Line(term);
        Line(Text(meaning));
    }

    /// <summary>A line of marked-up text on its own.</summary>
    public void Line(string text) => _page.Append(text.StartsWith('.') || text.StartsWith('\'') ? "\\&" : "").Append(text).Append('\n');

    public void Break() => _page.Append(".br\n");

    public static string Bold(string text) => $"\\fB{Text(text)}\\fR";

    public static string Italic(string text) => $"\\fI{Text(text)}\\fR";

    /// <summary>Text as it is read: a minus stays one, a backslash too, and what is not ASCII has a name.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '-' => "\\-",
                '\\' => "\\e",
                '\n' or '\r' => " ",
                < 128 => rune.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]"),
            });
        }

        return escaped.ToString();
    }

    public override string ToString() => _page.ToString();

    private void Request(string macro, params string[] arguments) =>
        _page.Append('.').Append(macro)
            .AppendJoin("", arguments.Select(static a => $" \"{Text(a).Replace("\"", "\\(dq", StringComparison.Ordinal)}\"")).Append('\n');
}
