using Spectre.Console.Rendering;

namespace HeavySim.Cli.Rendering;

/// <summary>
/// A line above a live picture. It takes the picture's place, and the picture is drawn again below it: what stood there has to go first, or
/// the end of a longer line would stay.
/// </summary>
internal sealed class NoticeLine(string text) : IRenderable
{
    private const string EraseBelow = "\u001b[J";

    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        options.Ansi ? [Segment.Control(EraseBelow), new Segment(text), Segment.LineBreak] : [new Segment(text), Segment.LineBreak];
}
