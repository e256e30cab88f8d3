namespace HeavySim.Records.Store;

/// <summary>Why an attempt has no answer that its model is to blame for.</summary>
/// <param name="Cause">"network", "rate-limited", "time-out-idle" and so on.</param>
/// <param name="Message">What the endpoint said, safe to show; null where nobody said anything.</param>
internal sealed record FailureNote(string Cause, string? Message)
{
    /// <summary>The note of an attempt's columns outcome, cause and message, or null for an outcome that is no failure.</summary>
    public static FailureNote? Of(string outcome, string? cause, string? message) => outcome switch
    {
        "failed" => new(JsonNamingPolicy.KebabCaseLower.ConvertName(cause ?? nameof(FailureCause.Internal)), message),
        "timed-out" => new($"time-out-{cause}", null),
        _ => null,
    };
}
