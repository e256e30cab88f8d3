using System.Diagnostics;

namespace HeavySim.Cli.Rendering;

/// <summary>
/// The spans of one problem for people: a line a span, under its parent, with its agent, when it began, a bar, how long it took, and what
/// came of it.
/// </summary>
internal static class WaterfallText
{
    private const int BarWidth = 40;
    private const int NameWidth = 30;

    /// <param name="writer">Where to.</param>
    /// <param name="problem">The problem's id.</param>
    /// <param name="spans">Its spans, in the order they began.</param>
    /// <param name="isSimulated">True when the times are simulated.</param>
    public static void Write(TextWriter writer, string problem, IReadOnlyList<Activity> spans, bool isSimulated)
    {
        if (spans.FirstOrDefault(static s => s.OperationName == "solve") is not { } root)
        {
            writer.WriteLine($"trace of {Terminal.Line(problem)}: nothing was asked, its attempts are on record");
            return;
        }

        var times = isSimulated ? ", simulated times" : "";
        writer.WriteLine($"trace of {Terminal.Line(problem)}: {Figures.Count(spans.Count)} spans{times}");
        writer.WriteLine($"{"span",-NameWidth}{"agent",5}{"start",10}  {"",-BarWidth}  {"took",9}  outcome, tokens in/out");
        var children = spans.Where(s => s != root).ToLookup(static s => s.ParentSpanId);
        WriteWith(root, 0, agent: null);

        void WriteWith(Activity span, int depth, object? agent)
        {
            agent = span.GetTagItem(SpanTags.Agent) ?? agent;
            var indent = Math.Min(2 * depth, NameWidth / 2);
            var name = new string(' ', indent) + Terminal.Line(span.DisplayName, NameWidth - 1 - indent);
            var start = span.StartTimeUtc - root.StartTimeUtc;
            var bar = Bar(start, span.Duration, root.Duration);
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-NameWidth}{agent,5}{Figures.Duration(start),10}  {bar}  {Figures.Duration(span.Duration),9}  {Remarks(span)}")
                    .TrimEnd());
            foreach (var child in children[span.SpanId])
                WriteWith(child, depth + 1, agent);
        }
    }

    private static string Bar(TimeSpan start, TimeSpan took, TimeSpan whole)
    {
        var scale = BarWidth / Math.Max(1.0, whole.Ticks);
        var from = Math.Clamp((int)(start.Ticks * scale), 0, BarWidth - 1);
        var length = Math.Clamp((int)Math.Round(took.Ticks * scale), 1, BarWidth - from);
        return new string('·', from) + new string('█', length) + new string('·', BarWidth - from - length);
    }

    private static string Remarks(Activity span)
    {
        var said = new List<string>();
        if (span.GetTagItem(SpanTags.Outcome) is { } outcome)
            said.Add($"{outcome}");
        if (span.GetTagItem("error.type") is { } error)
            said.Add($"error {error}");
        if (span.GetTagItem(SpanTags.Stopped) is { } stopped)
            said.Add($"stopped by {stopped}");
        var input = Tokens(span, SpanTags.InputTokens, "gen_ai.usage.input_tokens");
        var output = Tokens(span, SpanTags.OutputTokens, "gen_ai.usage.output_tokens");
        var remark = span.GetTagItem(SpanTags.IsEstimated) is true ? " (estimated)" : "";
        if (input is not null || output is not null)
            said.Add($"{Figures.Count(input)}/{Figures.Count(output)}{remark}");
        return Terminal.Line(string.Join(", ", said), 80);
    }

    private static long? Tokens(Activity span, string own, string convention) =>
        (span.GetTagItem(own) ?? span.GetTagItem(convention)) is { } count ? Convert.ToInt64(count, CultureInfo.InvariantCulture) : null;
}
