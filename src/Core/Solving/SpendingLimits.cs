using System.Globalization;

namespace HeavySim.Core;

/// <summary>
/// Hard caps on what may be spent; null means no cap. Nothing is started once a cap is reached; what is in flight is let finish.
/// </summary>
public sealed record SpendingLimits
{
    /// <summary>No caps.</summary>
    public static SpendingLimits None { get; } = new();

    /// <summary>Input and output tokens together, at least 1.</summary>
    public long? Tokens { get; init; }

    /// <summary>US dollars, more than 0.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Requests, at least 1.</summary>
    public long? Calls { get; init; }

    /// <summary>Time on the clock of the world, more than 0.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Reads "tokens=100000,cost=2.50,calls=500,time=600" (time in seconds), any of them.</summary>
    /// <exception cref="HeavySimException">A part is not of that form.</exception>
    public static SpendingLimits Parse(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Aggregate(None, static (limits, part) => limits.With(part));

    /// <summary>The form that <see cref="Parse"/> reads; "none" without caps.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add("tokens", Tokens);
        Add("cost", Cost);
        Add("calls", Calls);
        Add("time", Time?.TotalSeconds);
        return parts.Count == 0 ? "none" : string.Join(',', parts);

        void Add(string name, IFormattable? value)
        {
            if (value is not null)
                parts.Add($"{name}={value.ToString(format: null, CultureInfo.InvariantCulture)}");
        }
    }

    private SpendingLimits With(string part)
    {
        var (name, value) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, "");
        var isWhole = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= 1;
        var isAmount = decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0;
        return name switch
        {
            "tokens" when isWhole => this with { Tokens = whole },
            "calls" when isWhole => this with { Calls = whole },
            "cost" when isAmount => this with { Cost = amount },
            "time" when isAmount && amount < 100_000_000 => this with { Time = TimeSpan.FromSeconds((double)amount) },
            _ => throw new HeavySimException(
                $"A budget is tokens=N, calls=N, cost=dollars or time=seconds, joined by commas; '{part}' is none of these."),
        };
    }
}
