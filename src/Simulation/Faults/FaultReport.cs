namespace HeavySim.Simulation;

/// <summary>A fault as the client of an endpoint reports it.</summary>
/// <param name="Cause">Its cause.</param>
/// <param name="Message">What it says.</param>
/// <param name="Status">The HTTP status, where one came.</param>
/// <param name="RetryAfter">The wait that the endpoint asks for, or null.</param>
internal sealed record FaultReport(FailureCause Cause, string Message, int? Status = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The failure of a call.</summary>
    public ModelCallException ToException() => new(Cause, Message) { Status = Status, RetryAfter = RetryAfter };
}
