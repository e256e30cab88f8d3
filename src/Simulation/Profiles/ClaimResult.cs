namespace HeavySim.Simulation;

/// <summary>A claim and what the profile gives.</summary>
/// <param name="Claim">The published figure.</param>
/// <param name="Obtained">What the profile gives, 0..1, or null when only a run of the whole pipeline can tell ("pending").</param>
internal sealed record ClaimResult(ProfileClaim Claim, double? Obtained)
{
    /// <summary>True when the profile is near enough, or was not fitted to it; false when it was and misses; null when pending.</summary>
    public bool? IsMet => Obtained is { } value ? Claim.IsCheck || Math.Abs(value - Claim.Value) <= Claim.Tolerance : null;
}
