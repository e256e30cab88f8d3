namespace HeavySim.Reporting;

/// <summary>The names of a chart's marks, set in lines above it.</summary>
internal static class Legend
{
    private const int LineHeight = 20;
    private const int MostCharacters = 44;

    // Sans-serif text of 12 px is about this wide per character; a bit much is better than too little.
    private const double CharacterWidth = 6.8;

    /// <summary>Draws the legend; returns how much room it took.</summary>
    public static int Draw(SvgWriter svg, Chart chart, int left, int width)
    {
        double x = left;
        var line = 0;
        foreach (var mark in chart.Marks.Where(static m => m.Name is not null))
        {
            var name = Numerals.Shortened(mark.Name ?? "", MostCharacters);
            var room = 26 + (name.Length * CharacterWidth) + 14;
            if (x > left && x + room > left + width)
                (x, line) = (left, line + 1);
            var y = 10 + (line * LineHeight);
            Key(svg, mark, x, y);
            svg.Text(x + 26, y + 4, name, "tx", Palette.Ink);
            x += room;
        }

        return chart.Marks.Any(static m => m.Name is not null) ? ((line + 1) * LineHeight) + 8 : 4;
    }

    private static void Key(SvgWriter svg, ChartMark mark, double x, double y)
    {
        switch (mark)
        {
            case ChartMark.Dots { IsDiamond: true }:
                svg.Diamond(x + 10, y, 5, mark.Colour);
                break;
            case ChartMark.Dots:
                svg.Disc(x + 10, y, 4, mark.Colour);
                break;
            case ChartMark.Bars:
                svg.Bar(x + 4, y - 5, 12, 10, mark.Colour);
                break;
            default:
                svg.Line([(x, y), (x + 20, y)], mark.Colour, mark is ChartMark.Line { IsDashed: true } or ChartMark.Reference);
                break;
        }
    }
}
