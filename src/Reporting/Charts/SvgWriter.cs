using System.Globalization;
using System.Text;

namespace HeavySim.Reporting;

/// <summary>
/// Writes the shapes of a chart. Colours stand twice: as attributes, for programs that read plain SVG, and as classes, by which the page's
/// style sheet overrides them on a dark ground.
/// </summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public SvgWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public void Text(double x, double y, string text, string style, string colour, string anchor = "start", string more = "") =>
        _text.Append(
            $"<text x=\"{F(x)}\" y=\"{F(y)}\" class=\"{style}\" fill=\"{colour}\" "
                + $"text-anchor=\"{anchor}\"{more}>{Markup.Escaped(text)}</text>");

    public void Rule(double x1, double y1, double x2, double y2, string style, string colour) =>
        _text.Append($"<line x1=\"{F(x1)}\" y1=\"{F(y1)}\" x2=\"{F(x2)}\" y2=\"{F(y2)}\" class=\"{style}\" stroke=\"{colour}\"/>");

    public void Line(IReadOnlyList<(double X, double Y)> points, int colour, bool isDashed)
    {
        var dash = isDashed ? " stroke-dasharray=\"5 4\"" : "";
        var width = colour < 0 ? "1.25" : "2";
        _text.Append(
            $"<polyline points=\"{Points(points)}\" class=\"s {Palette.ClassOf(colour)}\" fill=\"none\" stroke=\"{Palette.Of(colour)}\" "
                + $"stroke-width=\"{width}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{dash}/>");
    }

    public void Region(IReadOnlyList<(double X, double Y)> points, int colour) =>
        _text.Append(
            $"<polygon points=\"{Points(points)}\" class=\"f {Palette.ClassOf(colour)}\" fill=\"{Palette.Of(colour)}\" "
                + $"fill-opacity=\".13\"/>");

    public void Disc(double x, double y, double radius, int colour) =>
        _text.Append(
            $"<circle cx=\"{F(x)}\" cy=\"{F(y)}\" r=\"{F(radius)}\" class=\"f {Palette.ClassOf(colour)}\" fill=\"{Palette.Of(colour)}\"/>");

    public void Diamond(double x, double y, double radius, int colour) =>
        _text.Append(
            $"<path d=\"M{F(x)} {F(y - radius)}L{F(x + radius)} {F(y)}L{F(x)} {F(y + radius)}L{F(x - radius)} {F(y)}Z\" class=\"f o "
                + $"{Palette.ClassOf(colour)}\" fill=\"{Palette.Of(colour)}\" stroke=\"{Palette.Ground}\" stroke-width=\"1.5\" "
                + $"paint-order=\"stroke\"/>");

    public void Whisker(double x, double low, double high, int colour) =>
        _text.Append(
            $"<path d=\"M{F(x)} {F(low)}V{F(high)}M{F(x - 3)} {F(low)}h6M{F(x - 3)} {F(high)}h6\" class=\"s {Palette.ClassOf(colour)}\" "
                + $"fill=\"none\" stroke=\"{Palette.Of(colour)}\" stroke-width=\"1.25\"/>");

    public void Bar(double x, double y, double width, double height, int colour) =>
        _text.Append(
            $"<rect x=\"{F(x)}\" y=\"{F(y)}\" width=\"{F(width)}\" height=\"{F(height)}\" rx=\"1.5\" class=\"f "
                + $"{Palette.ClassOf(colour)}\" fill=\"{Palette.Of(colour)}\"/>");

    /// <summary>Opens what is hovered as one: a group with its words, and a larger invisible ground to hit.</summary>
    public void Open(string title, (double X, double Y, double Width, double Height) ground) =>
        _text.Append(
            $"<g class=\"pt\"><title>{Markup.Escaped(title)}</title><rect x=\"{F(ground.X)}\" y=\"{F(ground.Y)}\" "
                + $"width=\"{F(ground.Width)}\" height=\"{F(ground.Height)}\" fill=\"none\" pointer-events=\"all\"/>");

    public void Close() => _text.Append("</g>");

    private static string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Join(' ', points.Select(static p => $"{F(p.X)},{F(p.Y)}"));

    private static string F(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
