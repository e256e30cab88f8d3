namespace HeavySim.Simulation;

/// <summary>How often each kind of fault strikes a request: probabilities, 0..1, that sum to at most 1.</summary>
public sealed record FaultRates
{
    /// <summary>No faults.</summary>
    public static FaultRates None => new();

    /// <summary>429 with Retry-After.</summary>
    public double RateLimited { get; set; }

    /// <summary>500, 502 or 503.</summary>
    public double ServerError { get; set; }

    /// <summary>The connection is reset, before the first token or in the middle.</summary>
    public double ConnectionReset { get; set; }

    /// <summary>Nothing comes, ever.</summary>
    public double Hang { get; set; }

    /// <summary>The reply comes so slowly that it is of no use.</summary>
    public double SlowTrickle { get; set; }

    /// <summary>The stream ends in the middle, without a finish reason.</summary>
    public double Truncation { get; set; }

    /// <summary>A body that is no JSON.</summary>
    public double MalformedJson { get; set; }

    /// <summary>200 with an HTML page.</summary>
    public double WrongContentType { get; set; }

    /// <summary>A proper reply with nothing in it.</summary>
    public double EmptyAnswer { get; set; }

    /// <summary>
    /// Share of time in which all the faults come, 0..1 and above 0; default 1: evenly. The rates above stay the average over time.
    /// </summary>
    public double BurstShare { get; set; } = 1;

    /// <summary>Length of a burst in seconds, above 0; default 30.</summary>
    public double BurstSeconds { get; set; } = 30;

    /// <summary>The sum of all rates.</summary>
    public double Total => FaultTable.All.Sum(f => f.RateIn(this));

    /// <summary>Every kind equally often.</summary>
    /// <param name="total">The sum of all rates, 0..1.</param>
    /// <param name="burstShare">As <see cref="BurstShare"/>.</param>
    public static FaultRates Even(double total, double burstShare = 1)
    {
        var rates = new FaultRates { BurstShare = burstShare };
        foreach (var fault in FaultTable.All)
            fault.SetRate(rates, total / FaultTable.All.Count);
        return rates;
    }

    /// <summary>What is wrong with these rates, each error by name; empty when nothing is.</summary>
    public IEnumerable<string> Errors()
    {
        foreach (var fault in FaultTable.All.Where(f => f.RateIn(this) is not (>= 0 and <= 1)))
            yield return $"faults.{fault.Name} must be in 0..1";

        if (Total > 1 + 1e-9)
            yield return "faults must not sum to more than 1";
        if (BurstShare is not (> 0 and <= 1))
            yield return "faults.burstShare must be above 0 and at most 1";
        else if (Total > BurstShare + 1e-9)
            yield return "faults must not sum to more than faults.burstShare: they all come in bursts";
        if (BurstSeconds is not (> 0 and < 1e6))
            yield return "faults.burstSeconds must be above 0";
    }
}
