using System.Text;

namespace HeavySim.Reporting;

/// <summary>Sets tables of figures in HTML.</summary>
internal static class PageTables
{
    /// <summary>A table that scrolls sideways where it is too wide; the first column, and text, are set left, figures right.</summary>
    public static string Of(FigureTable table, string caption)
    {
        var html = new StringBuilder($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Markup.Escaped(caption)}\"><table><caption class=\"hidden\">{Markup.Escaped(caption)}</caption><thead><tr>");
        foreach (var header in table.Headers)
            html.Append($"<th scope=\"col\">{Markup.Escaped(header)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append($"<tr><th scope=\"row\"><bdi>{Markup.Escaped(row[0])}</bdi></th>");
            foreach (var cell in row.Skip(1))
                html.Append($"<td>{Markup.Escaped(cell)}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }
}
