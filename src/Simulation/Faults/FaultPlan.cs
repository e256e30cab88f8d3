using System.Collections.Concurrent;

namespace HeavySim.Simulation;

/// <summary>
/// Decides which requests fail and how. A pure function of seed, request, number of the try and, with bursts, the time; a retry of the same
/// request draws anew. Thread-safe.
/// </summary>
internal sealed class FaultPlan
{
    private readonly FaultRates _rates;
    private readonly long _seed;
    private readonly RandomKey _bursts;
    private readonly ConcurrentDictionary<RandomKey, int> _tries = new();

    /// <summary>Creates a plan.</summary>
    /// <param name="rates">How often each kind strikes; rates with errors are refused.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="ArgumentException">The rates have errors.</exception>
    public FaultPlan(FaultRates rates, long seed)
    {
        if (rates.Errors().ToList() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(rates));

        _rates = rates;
        _seed = seed;
        _bursts = RandomKey.Of(seed).With("bursts");
    }

    /// <summary>False when no request ever fails.</summary>
    public bool IsActive => _rates.Total > 0;

    /// <summary>The fault that strikes this try of a request, or null.</summary>
    /// <param name="request">Names the request: equal requests are retries of each other. <see cref="RequestKey"/> makes one.</param>
    /// <param name="now">When it comes in; bursts are stretches of this clock.</param>
    public Fault? Next(RandomKey request, DateTimeOffset now)
    {
        if (!IsActive)
            return null;

        // Only what failed is remembered: a try that goes through ends the story of its request.
        var attempt = _tries.GetValueOrDefault(request);
        var fault = Draw(request.With("fault").With(_seed).With(attempt), now);
        if (fault is null)
            _tries.TryRemove(request, out _);
        else
            _tries[request] = attempt + 1;

        return fault;
    }

    private Fault? Draw(RandomKey key, DateTimeOffset now)
    {
        var stream = key.Open();
        var at = stream.NextDouble();
        if (_rates.BurstShare < 1)
        {
            var stretch = (long)Math.Floor((now - VirtualWorld.Epoch).TotalSeconds / _rates.BurstSeconds);
            if (_bursts.With(stretch).Open().NextDouble() >= _rates.BurstShare)
                return null;

            at *= _rates.BurstShare;
        }

        foreach (var fault in FaultTable.All)
        {
            at -= fault.RateIn(_rates);
            if (at < 0)
                return fault.Draw(fault.Kind, TimeSpan.FromSeconds(0.05 + (stream.NextDouble() * 2)), ref stream);
        }

        return null;
    }
}
