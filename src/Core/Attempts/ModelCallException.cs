namespace HeavySim.Core;

/// <summary>
/// A call to a model failed. Thrown by chat clients; an agent turns it into <see cref="Outcome.Failed"/>. The message is safe to show:
/// one line, shortened, without markup and without keys.
/// </summary>
public class ModelCallException : Exception
{
    /// <summary>Creates the failure; whether it is transient follows from the cause unless <see cref="IsTransient"/> is set.</summary>
    /// <param name="cause">The kind of failure.</param>
    /// <param name="message">What happened, safe to show.</param>
    /// <param name="innerException">The error behind it, or null.</param>
    public ModelCallException(FailureCause cause, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Cause = cause;
        IsTransient = cause is FailureCause.Network or FailureCause.RateLimited or FailureCause.Server or FailureCause.Malformed;
    }

    /// <summary>The kind of failure.</summary>
    public FailureCause Cause { get; }

    /// <summary>The HTTP status, or the code inside an error payload, or null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>How long the endpoint asked to wait, not negative, or null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the same request may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>True when no connection came about: the endpoint knows nothing of the call, and it counts as none.</summary>
    internal bool NeverArrived { get; init; }

    /// <summary>
    /// What the endpoint billed for tries of a plain call that said nothing, or null; its cost only where the endpoint told it.
    /// </summary>
    internal Usage? Billed { get; init; }

    /// <summary>The same failure with its bill; this one may be told to other calls too.</summary>
    internal virtual ModelCallException WithBill(Usage bill) =>
        new(Cause, Message, this)
        {
            Status = Status, RetryAfter = RetryAfter, IsTransient = IsTransient, Billed = bill, NeverArrived = NeverArrived,
        };
}
