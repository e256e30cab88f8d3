namespace HeavySim.Core;

/// <summary>
/// One of our own limits on a call passed; never the caller's cancellation. An agent turns it into <see cref="Outcome.TimedOut"/>.
/// </summary>
public sealed class ModelTimeoutException : ModelCallException
{
    /// <summary>Creates the timeout.</summary>
    /// <param name="limit">Which limit: "idle" (no sign of life) or "call" (the whole call).</param>
    /// <param name="after">The length of that limit.</param>
    public ModelTimeoutException(string limit, TimeSpan after)
        : base(FailureCause.Network, $"{limit} limit of {after.TotalSeconds:0.###} s passed")
    {
        Limit = limit;
        After = after;

        // A call that used up its whole time would only do so again.
        IsTransient = limit == "idle";
    }

    /// <summary>Which limit: "idle" or "call".</summary>
    public string Limit { get; }

    /// <summary>The length of that limit.</summary>
    public TimeSpan After { get; }

    internal override ModelCallException WithBill(Usage bill) => new ModelTimeoutException(Limit, After) { Billed = bill };
}
