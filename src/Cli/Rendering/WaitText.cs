namespace HeavySim.Cli.Rendering;

/// <summary>Why nothing moves, in one line: who is waited for, since when, until when, and in whose words.</summary>
internal static class WaitText
{
    public static string Of(EndpointWait wait)
    {
        var endpoint = Terminal.Line(wait.Endpoint, 60);
        var said = wait.Reason.Length > 0 ? $" ({Terminal.Line(wait.Reason, 120)})" : "";
        return wait.IsAsked
            ? $"waiting: {endpoint} asked at {Clock(wait.Since)} to wait until {Clock(wait.Until)}{said}"
            : $"waiting: {endpoint} has been away since {Clock(wait.Since)}{said}; looking again until {Clock(wait.Until)}";
    }

    public static string Over(string endpoint) => $"{Terminal.Line(endpoint, 60)} serves again";

    private static string Clock(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
