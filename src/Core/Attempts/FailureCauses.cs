namespace HeavySim.Core;

/// <summary>What a <see cref="FailureCause"/> means for the rest of the solve.</summary>
internal static class FailureCauses
{
    /// <summary>True when no other call to the endpoint can succeed either, so the solve stops with one clear message.</summary>
    public static bool IsFatal(this FailureCause cause) => cause
        is FailureCause.Unauthorized or FailureCause.QuotaExhausted or FailureCause.CircuitOpen or FailureCause.NotFound
        or FailureCause.ParameterRefused;

    /// <summary>
    /// True when the failure is the problem's: asked again, it would come again. All others say nothing about the model, and what they
    /// ended is to be asked again.
    /// </summary>
    public static bool IsOfProblem(this FailureCause cause) =>
        cause is FailureCause.ContextLength or FailureCause.ContentFilter or FailureCause.RequestTooLarge;
}
