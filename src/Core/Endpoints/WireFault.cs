namespace HeavySim.Core;

/// <summary>A way in which an endpoint fails on real HTTP: a closed family. "Events" are those of a stream, its role chunk first.</summary>
internal abstract record WireFault
{
    private WireFault()
    {
    }

    /// <summary>429, at once.</summary>
    /// <param name="RetryAfter">The wait asked for, not negative, sent as Retry-After and retry-after-ms; null sends neither.</param>
    public sealed record RateLimited(TimeSpan? RetryAfter) : WireFault;

    /// <summary>A server error with a JSON body, at once.</summary>
    /// <param name="Status">The status, 500 to 599.</param>
    public sealed record ServerError(int Status) : WireFault;

    /// <summary>A page of HTML where JSON was asked for, as proxies (5xx) and captive portals (200) send.</summary>
    /// <param name="Status">The status, 200 to 599.</param>
    public sealed record HtmlPage(int Status) : WireFault;

    /// <summary>The connection is reset.</summary>
    /// <param name="AfterEvents">
    /// Events of a stream before; 0 resets before the response begins. An answer in one piece breaks in its middle unless this is 0.
    /// </param>
    public sealed record ConnectionReset(int AfterEvents) : WireFault;

    /// <summary>Nothing comes until the caller leaves.</summary>
    public sealed record Hang : WireFault;

    /// <summary>The answer comes drop by drop: each event, or every 64 bytes of an answer in one piece, after a pause.</summary>
    /// <param name="Pause">The pause, not negative.</param>
    public sealed record Trickle(TimeSpan Pause) : WireFault;

    /// <summary>
    /// The response ends cleanly in the middle: a stream before its finish reason, an answer in one piece at half its length.
    /// </summary>
    /// <param name="AfterEvents">Events of a stream before the end, at least 0.</param>
    public sealed record Truncated(int AfterEvents) : WireFault;

    /// <summary>JSON that is cut short: in one event of a stream, or the whole of an answer in one piece.</summary>
    /// <param name="AfterEvents">
    /// Whole events before the broken one, at least 0; at the latest the one with the finish reason breaks.
    /// </param>
    public sealed record MalformedJson(int AfterEvents) : WireFault;

    /// <summary>The right answer, labelled text/plain.</summary>
    public sealed record WrongContentType : WireFault;

    /// <summary>A proper answer with nothing in it.</summary>
    public sealed record EmptyAnswer : WireFault;
}
