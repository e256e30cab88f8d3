namespace HeavySim.Core;

/// <summary>What a <see cref="FailureCause"/> means for the rest of the solve.</summary>
internal static class FailureCauses
{
    /// <summary>True when no other call to the endpoint can succeed either, so the solve stops with one clear message.</summary>
    public static bool IsFatal(this FailureCause cause) => cause is FailureCause.Unauthorized or FailureCause.QuotaExhausted;
}
