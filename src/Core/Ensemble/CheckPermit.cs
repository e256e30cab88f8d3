namespace HeavySim.Core;

/// <summary>Whether one problem is checked.</summary>
/// <param name="IsGiven">True when it is.</param>
/// <param name="Budget">What its calls are paid from; null where they may take what they take.</param>
internal sealed record CheckPermit(bool IsGiven, ICheckBudget? Budget = null)
{
    /// <summary>Nobody checks.</summary>
    public static CheckPermit Refused { get; } = new(IsGiven: false);

    /// <summary>It is checked, whatever it takes.</summary>
    public static CheckPermit Free { get; } = new(IsGiven: true);
}
