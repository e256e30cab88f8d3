namespace HeavySim.Cli.Rendering;

/// <summary>Why nothing moves, in one line: who is waited for, since when, until when, and in whose words.</summary>
internal static class WaitText
{
    /// <summary>A line of its own.</summary>
    /// <param name="wait">The wait.</param>
    /// <param name="now">The local time: times of another day have their date.</param>
    public static string Of(EndpointWait wait, DateTimeOffset now)
    {
        var endpoint = Terminal.Line(wait.Endpoint, 60);
        var said = wait.Reason.Length > 0 ? $" ({Terminal.Line(wait.Reason, 120)})" : "";
        return wait.IsAsked
            ? $"waiting: {endpoint} asked at {Clock(wait.Since, now)} to wait until {Clock(wait.Until, now)}{said}"
            : $"waiting: {endpoint} has been away since {Clock(wait.Since, now)}{said}; looking again until {Clock(wait.Until, now)}";
    }

    /// <summary>
    /// Beside other figures, where a line is cut at its end: the times come first, the words last, and in a narrow place one endpoint that
    /// is waited for needs no name.
    /// </summary>
    public static string Brief(IReadOnlyList<EndpointWait> waits, DateTimeOffset now, int columns) =>
        string.Join("; ", waits.Select(wait =>
            $"waiting{(waits.Count > 1 || columns > 100 ? $" for {Terminal.Line(wait.Endpoint, 30)}" : "")} since "
            + $"{Clock(wait.Since, now)}, until {Clock(wait.Until, now)}"
            + (wait.Reason.Length > 0 ? $": {Terminal.Line(wait.Reason, 200)}" : "")));

    public static string Over(string endpoint) => $"{Terminal.Line(endpoint, 60)} serves again";

    private static string Clock(DateTimeOffset time, DateTimeOffset now)
    {
        var local = time.ToOffset(now.Offset);
        return local.ToString(local.Date == now.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
