namespace HeavySim.Simulation;

/// <summary>
/// Every kind of fault: its rate in a profile, and how one is drawn. A new kind is a rate in <see cref="FaultRates"/> and a line here.
/// </summary>
internal static class FaultTable
{
    private static readonly TimeSpan TricklePause = TimeSpan.FromSeconds(20);

    /// <summary>Draws a fault.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="delay">How long an endpoint that fails takes to do so.</param>
    /// <param name="random">What else is left to chance.</param>
    internal delegate Fault Drawing(FaultKind kind, TimeSpan delay, ref RandomStream random);

    /// <summary>The kinds, in the order in which a draw goes through them.</summary>
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new(FaultKind.RateLimited, static r => r.RateLimited, static (r, rate) => r.RateLimited = rate, RateLimited),
        new(FaultKind.ServerError, static r => r.ServerError, static (r, rate) => r.ServerError = rate, ServerError),
        new(FaultKind.ConnectionReset, static r => r.ConnectionReset, static (r, rate) => r.ConnectionReset = rate, ConnectionReset),
        new(FaultKind.Hang, static r => r.Hang, static (r, rate) => r.Hang = rate, Always(new WireFault.Hang())),
        new(
            FaultKind.SlowTrickle,
            static r => r.SlowTrickle,
            static (r, rate) => r.SlowTrickle = rate,
            Always(new WireFault.Trickle(TricklePause))),
        new(FaultKind.Truncation, static r => r.Truncation, static (r, rate) => r.Truncation = rate, Truncation),
        new(FaultKind.MalformedJson, static r => r.MalformedJson, static (r, rate) => r.MalformedJson = rate,
            Always(new WireFault.MalformedJson(1), "The endpoint sent a body that is no JSON.")),
        new(FaultKind.WrongContentType, static r => r.WrongContentType, static (r, rate) => r.WrongContentType = rate,
            Always(new WireFault.HtmlPage(200), "The endpoint sent text/html instead of JSON.")),
        new(
            FaultKind.EmptyAnswer,
            static r => r.EmptyAnswer,
            static (r, rate) => r.EmptyAnswer = rate,
            Always(new WireFault.EmptyAnswer())),
    ];

    /// <summary>The kind of a name as a profile writes it, in any case, or null.</summary>
    public static FaultRow? Find(string name) => All.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Drawing Always(WireFault wire, string? message = null) => (FaultKind kind, TimeSpan delay, ref RandomStream _) =>
        new Fault(kind, wire, delay) { Report = message is null ? null : new FaultReport(FailureCause.Malformed, message, 200) };

    private static Fault RateLimited(FaultKind kind, TimeSpan delay, ref RandomStream random)
    {
        var wait = TimeSpan.FromSeconds(1 + random.NextInt(5));
        return new Fault(kind, new WireFault.RateLimited(wait), TimeSpan.FromMilliseconds(50))
        {
            Report = new FaultReport(FailureCause.RateLimited, "Rate limit reached.", 429, wait),
        };
    }

    private static Fault ServerError(FaultKind kind, TimeSpan delay, ref RandomStream random)
    {
        var status = random.NextInt(3) switch { 0 => 500, 1 => 502, _ => 503 };
        return new Fault(kind, new WireFault.ServerError(status), delay)
        {
            Report = new FaultReport(FailureCause.Server, "The server had an error.", status),
        };
    }

    private static Fault ConnectionReset(FaultKind kind, TimeSpan delay, ref RandomStream random)
    {
        var isMidStream = random.NextDouble() < 0.5;
        return new Fault(kind, new WireFault.ConnectionReset(isMidStream ? 2 : 0), delay)
        {
            Report = new FaultReport(FailureCause.Network, "The connection was reset."),
            IsMidStream = isMidStream,
        };
    }

    private static Fault Truncation(FaultKind kind, TimeSpan delay, ref RandomStream random) =>
        new(kind, new WireFault.Truncated(1), TimeSpan.Zero)
    {
        Report = new FaultReport(FailureCause.Malformed, "The stream ended in the middle, without a finish reason."),
        IsMidStream = true,
    };
}
