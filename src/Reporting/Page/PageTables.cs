using System.Text;

namespace HeavySim.Reporting;

/// <summary>Sets tables of figures in HTML.</summary>
internal static class PageTables
{
    /// <summary>A table that scrolls sideways where it is too wide; names are set left, figures right.</summary>
    public static string Of(FigureTable table, string caption)
    {
        var html = new StringBuilder(
            $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Markup.Escaped(caption)}\"><table><caption "
                + $"class=\"hidden\">{Markup.Escaped(caption)}</caption><thead><tr>");
        for (var i = 0; i < table.Headers.Count; i++)
        {
            var kind = i < table.NameColumns ? " class=\"name\"" : "";
            var header = table.Headers[i].Replace("[95 %]", "[95\u00a0%]", StringComparison.Ordinal);
            html.Append($"<th scope=\"col\"{kind}>{Markup.Escaped(header)}</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
                html.Append(i < table.NameColumns
                    ? $"<th scope=\"row\"><bdi>{Markup.Escaped(row[i])}</bdi></th>" : $"<td>{Markup.Escaped(row[i])}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }
}
