using Spectre.Console.Rendering;

namespace HeavySim.Cli.Rendering;

/// <summary>
/// The one line that shows how far a run is. While nothing moves it says since when, until when and why, and no time that is left.
/// </summary>
internal sealed class RunLine : ProgressColumn
{
    private const int LongestBar = 30;
    private static readonly string[] Frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
    private readonly Lock _gate = new();
    private string _done = "";
    private string _spent = "";
    private IReadOnlyList<EndpointWait> _waits = [];
    private int _frame;

    /// <summary>Shows what is done, what was spent for it, and what is waited for.</summary>
    public void Show(string done, string spent, IReadOnlyList<EndpointWait> waits)
    {
        lock (_gate)
            (_done, _spent, _waits) = (done, spent, waits);
    }

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        _frame = (_frame + 1) % Frames.Length;
        lock (_gate)
        {
            var (done, spent, waits, frame) = (_done, _spent, _waits, options.Unicode ? Frames[_frame] : "*");
            return new OneLine(width => waits.Count == 0
                ? $"{frame} {Bar(task, Math.Clamp(width / 4, 4, LongestBar), options.Unicode)} {task.Percentage:0}%{Left(task)} {done}, "
                    + spent
                : $"{frame} {done}; {WaitText.Brief(waits, TimeProvider.System.GetLocalNow(), width)}");
        }
    }

    private static string Bar(ProgressTask task, int length, bool isUnicode)
    {
        var full = (int)(task.Percentage / 100 * length);
        return new string(isUnicode ? '━' : '#', full) + new string(isUnicode ? '─' : '-', length - full);
    }

    private static string Left(ProgressTask task) =>
        task is { IsFinished: false, RemainingTime: { TotalHours: < 100 } left }
            ? string.Create(CultureInfo.InvariantCulture, $" {(int)left.TotalHours:00}:{left:mm\\:ss}")
            : "";
}
