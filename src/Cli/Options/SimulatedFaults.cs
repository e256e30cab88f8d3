using System.Globalization;
using HeavySim.Server;
using HeavySim.Simulation;

namespace HeavySim.Cli.Options;

/// <summary>The simulated endpoint's faults on real HTTP.</summary>
internal sealed class SimulatedFaults(FaultPlan plan, TimeProvider clock) : IFaultSource
{
    private static readonly TimeSpan TricklePause = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Reads "0.3" (all kinds alike) or "rateLimited=.1,hang=.05,burstShare=.2", by the names of a profile's faults.
    /// </summary>
    /// <exception cref="UsageException">It is neither; every error is named.</exception>
    public static FaultRates Parse(string text)
    {
        var rates = TryRead(text, out var total) ? FaultRates.Even(total) : Named(text);
        return rates.Errors().ToList() is { Count: > 0 } errors ? throw new UsageException($"--faults: {string.Join("; ", errors)}.") : rates;
    }

    public WireFault? Next(MockRequest request) => plan.Next(RequestKey.Of(request.Messages, request.Options), clock.GetUtcNow()) switch
    {
        null => null,
        { Kind: FaultKind.RateLimited } fault => new WireFault.RateLimited(fault.RetryAfter),
        { Kind: FaultKind.ServerError } fault => new WireFault.ServerError(fault.Status),
        { Kind: FaultKind.ConnectionReset } fault => new WireFault.ConnectionReset(fault.IsMidStream ? 2 : 0),
        { Kind: FaultKind.Hang } => new WireFault.Hang(),
        { Kind: FaultKind.SlowTrickle } => new WireFault.Trickle(TricklePause),
        { Kind: FaultKind.Truncation } => new WireFault.Truncated(1),
        { Kind: FaultKind.MalformedJson } => new WireFault.MalformedJson(1),
        { Kind: FaultKind.WrongContentType } => new WireFault.HtmlPage(200),
        { Kind: FaultKind.EmptyAnswer } => new WireFault.EmptyAnswer(),
        { Kind: var kind } => throw new InvalidOperationException($"The fault {kind} has no form on the wire."),
    };

    private static FaultRates Named(string text)
    {
        var rates = FaultRates.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] && TryRead(right, out var number) ? (left, number) : (part, -1);
            switch (name.ToLowerInvariant())
            {
                case "ratelimited": rates.RateLimited = value; break;
                case "servererror": rates.ServerError = value; break;
                case "connectionreset": rates.ConnectionReset = value; break;
                case "hang": rates.Hang = value; break;
                case "slowtrickle": rates.SlowTrickle = value; break;
                case "truncation": rates.Truncation = value; break;
                case "malformedjson": rates.MalformedJson = value; break;
                case "wrongcontenttype": rates.WrongContentType = value; break;
                case "emptyanswer": rates.EmptyAnswer = value; break;
                case "burstshare": rates.BurstShare = value; break;
                case "burstseconds": rates.BurstSeconds = value; break;
                default:
                    throw new UsageException(
                        $"--faults is a share such as 0.3, or kinds such as rateLimited=.1,hang=.05; '{part}' is neither. Kinds: rateLimited, serverError, connectionReset, hang, slowTrickle, truncation, malformedJson, wrongContentType, emptyAnswer; also burstShare and burstSeconds.");
            }
        }

        return rates;
    }

    private static bool TryRead(string text, out double number) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
