using System.Text;
using Spectre.Console.Rendering;

namespace HeavySim.Cli.Rendering;

/// <summary>Text that takes one line of the terminal, however narrow that is: what does not fit is cut, and an ellipsis says so.</summary>
/// <param name="text">The text for so many columns; a longer one is cut.</param>
internal sealed class OneLine(Func<int, string> text) : IRenderable
{
    public OneLine(string text)
        : this(_ => text)
    {
    }

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(Cut(text(maxWidth), maxWidth))];

    /// <summary>The beginning of a text, in at most so many columns; characters of East Asia take two.</summary>
    public static string Cut(string text, int columns)
    {
        var line = Terminal.Line(text, int.MaxValue);
        if (Segment.CellCount([new Segment(line)]) <= columns)
            return line;

        var cut = new StringBuilder();
        var width = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            width += Segment.CellCount([new Segment(rune.ToString())]);
            if (width > columns - 1)
                break;
            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }
}
