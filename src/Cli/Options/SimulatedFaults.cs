using HeavySim.Server;
using HeavySim.Simulation;

namespace HeavySim.Cli.Options;

/// <summary>The simulated endpoint's faults on real HTTP.</summary>
internal sealed class SimulatedFaults(FaultPlan plan, TimeProvider clock) : IFaultSource
{
    /// <summary>
    /// Reads "0.3" (all kinds alike) or "rateLimited=.1,hang=.05,burstShare=.2", by the names of a profile's faults.
    /// </summary>
    /// <exception cref="UsageException">It is neither; every error is named.</exception>
    public static FaultRates Parse(string text)
    {
        var rates = WrittenNumber.TryReal(text, out var total) ? FaultRates.Even(total) : Named(text);
        return rates.Errors().ToList() is { Count: > 0 } errors
            ? throw new UsageException($"--faults: {string.Join("; ", errors)}.")
            : rates;
    }

    public WireFault? Next(MockRequest request) => plan.Next(RequestKey.Of(request.Messages, request.Options), clock.GetUtcNow())?.Wire;

    private static FaultRates Named(string text)
    {
        var rates = FaultRates.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] && WrittenNumber.TryReal(right, out var number)
                ? (left, number)
                : (part, -1);
            if (FaultTable.Find(name) is { } fault)
                fault.SetRate(rates, value);
            else if (name.Equals(nameof(rates.BurstShare), StringComparison.OrdinalIgnoreCase))
                rates.BurstShare = value;
            else if (name.Equals(nameof(rates.BurstSeconds), StringComparison.OrdinalIgnoreCase))
                rates.BurstSeconds = value;
            else
                throw new UsageException(
                    $"--faults is a share such as 0.3, or kinds such as rateLimited=.1,hang=.05; '{part}' is neither. "
                    + $"Kinds: {string.Join(", ", FaultTable.All.Select(static f => f.Name))}; also burstShare and burstSeconds.");
        }

        return rates;
    }
}
