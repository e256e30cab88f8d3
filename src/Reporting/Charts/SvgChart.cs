namespace HeavySim.Reporting;

/// <summary>Draws a chart as SVG: axes with units, a light grid, marks, their words on hover (<c>title</c>), a legend above.</summary>
internal static class SvgChart
{
    private const int FontSize = 12;
    private const int Right = 14;
    private const int Bottom = 44;

    /// <summary>Draws a chart for a page, whose style sheet colours it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">The size it is drawn for; it scales with its place.</param>
    /// <param name="style">A class for the page.</param>
    public static string Draw(Chart chart, ChartSize size, string style = "")
    {
        var svg = new SvgWriter();
        svg.Raw(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size.Width} {size.Height}\" class=\"chart {style}\" role=\"img\" "
                + $"aria-label=\"{Markup.Escaped($"{chart.Title}. {chart.Summary}")}\" font-family=\"system-ui, -apple-system, 'Segoe "
                + $"UI', Roboto, sans-serif\" font-size=\"{FontSize}\">");
        DrawInto(svg, chart, size);
        return svg.Raw("</svg>").ToString();
    }

    /// <summary>Draws a chart as a file of its own, on a white ground, with its title.</summary>
    public static string DrawAlone(Chart chart, ChartSize size)
    {
        const int heading = 40;
        var svg = new SvgWriter();
        svg.Raw(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size.Width}\" height=\"{size.Height + heading}\" viewBox=\"-8 -8 "
                + $"{size.Width + 16} {size.Height + heading + 16}\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, "
                + $"sans-serif\" font-size=\"{FontSize}\">");
        svg.Raw(
            $"<desc>{Markup.Escaped(chart.Summary)}</desc><rect x=\"-8\" y=\"-8\" width=\"{size.Width + 16}\" "
                + $"height=\"{size.Height + heading + 16}\" fill=\"{Palette.Ground}\"/>");
        svg.Text(4, 18, chart.Title, "tx", Palette.Ink, more: " font-size=\"17\" font-weight=\"600\"");
        svg.Raw($"<g transform=\"translate(0 {heading})\">");
        DrawInto(svg, chart, size);
        return svg.Raw("</g></svg>\n").ToString();
    }

    private static void DrawInto(SvgWriter svg, Chart chart, ChartSize size)
    {
        // Digits of the y labels are narrower than the average letter.
        var left = 20 + (int)(6.6 * chart.Y.Ticks.Select(static t => t.Label.Length).DefaultIfEmpty(3).Max());
        var top = Legend.Draw(svg, chart, left, size.Width - left - Right) + 18;
        var plot = new PlotArea(chart, left, top, size.Width - left - Right, size.Height - top - Bottom);
        plot.DrawAxes(svg);
        var bars = chart.Marks.OfType<ChartMark.Bars>().ToList();
        foreach (var mark in chart.Marks)
        {
            switch (mark)
            {
                case ChartMark.Band:
                    plot.DrawBand(svg, mark);
                    break;
                case ChartMark.Bars columns:
                    plot.DrawBars(svg, columns, bars.IndexOf(columns), bars.Count);
                    break;
                case ChartMark.Dots dots:
                    plot.DrawDots(svg, dots);
                    break;
                case ChartMark.Line { HasDots: true } line:
                    plot.DrawLine(svg, mark);
                    var titled = line.Points.Where(static p => p.Title.Length > 0).Select(static p => p with { Low = null, High = null });
                    plot.DrawDots(svg, new ChartMark.Dots(null, line.Colour, [.. titled]));
                    break;
                default:
                    plot.DrawLine(svg, mark);
                    break;
            }
        }
    }
}
