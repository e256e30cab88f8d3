namespace HeavySim.Reporting;

/// <summary>The rectangle between the axes, and how values fall into it.</summary>
internal sealed class PlotArea(Chart chart, double left, double top, double width, double height)
{
    private const double Reach = 9;

    public void DrawAxes(SvgWriter svg)
    {
        foreach (var tick in chart.Y.Ticks)
        {
            svg.Rule(left, Y(tick.Value), left + width, Y(tick.Value), "gr", Palette.Grid);
            svg.Text(left - 8, Y(tick.Value) + 4, tick.Label, "tm", Palette.Muted, "end");
        }

        var foot = top + height;
        svg.Rule(left, foot, left + width, foot, "ax", Palette.Muted);
        var lastEnd = double.NegativeInfinity;
        foreach (var tick in chart.X.Ticks)
        {
            var x = X(tick.Value);
            svg.Rule(x, foot, x, foot + 4, "ax", Palette.Muted);
            var half = tick.Label.Length * 3.5;
            var middle = Math.Min(x, left + width - half + 8);
            // Labels that would overlap are left out; the tick stays.
            if (middle - half < lastEnd + 6)
                continue;
            svg.Text(middle, foot + 18, tick.Label, "tm", Palette.Muted, "middle");
            lastEnd = middle + half;
        }

        svg.Text(left + (width / 2), foot + 38, chart.X.Label, "tm", Palette.Muted, "middle");
        svg.Text(left, top - 8, chart.Y.Label, "tm", Palette.Muted);
    }

    public void DrawBand(SvgWriter svg, ChartMark mark)
    {
        var known = mark.Points.Where(static p => p.Low is not null && p.High is not null).ToList();
        if (known.Count > 1)
            svg.Region(
                [
                    .. known.Select(p => (X(p.X), Y(p.High ?? p.Y))),
                    .. known.AsEnumerable().Reverse().Select(p => (X(p.X), Y(p.Low ?? p.Y))),
                ],
                mark.Colour);
    }

    public void DrawLine(SvgWriter svg, ChartMark mark)
    {
        if (mark.Points.Count > 1)
            svg.Line(
                [.. mark.Points.Select(p => (X(p.X), Y(p.Y)))],
                mark.Colour,
                mark is ChartMark.Line { IsDashed: true } or ChartMark.Reference);
    }

    public void DrawDots(SvgWriter svg, ChartMark.Dots mark)
    {
        foreach (var point in mark.Points)
        {
            var (x, y) = (X(point.X), Y(point.Y));
            svg.Open(point.Title, (x - Reach, y - Reach, 2 * Reach, 2 * Reach));
            if (point.Low is { } low && point.High is { } high)
                svg.Whisker(x, Y(low), Y(high), mark.Colour);
            if (mark.IsDiamond)
                svg.Diamond(x, y, 6.5, mark.Colour);
            else
                svg.Disc(x, y, 3.5, mark.Colour);
            svg.Close();
        }
    }

    public void DrawBars(SvgWriter svg, ChartMark.Bars mark, int place, int of)
    {
        var slot = width / (chart.X.To - chart.X.From);
        var each = slot * .84 / of;
        foreach (var point in mark.Points)
        {
            var x = X(point.X) - (slot * .42) + (place * each);
            var y = Y(point.Y);
            svg.Open(point.Title, (x, top, each, height));
            if (point.Y > 0)
                svg.Bar(x, Math.Min(y, top + height - 1), Math.Max(1, each - 1.5), Math.Max(1, top + height - y), mark.Colour);
            svg.Close();
        }
    }

    private double X(double value) => left + (width * chart.X.At(value));

    private double Y(double value) => top + (height * (1 - chart.Y.At(value)));
}
