namespace HeavySim.Core;

/// <summary>Whether one problem is checked.</summary>
/// <param name="IsGiven">True when it is.</param>
/// <param name="MostTokens">The output tokens after which the check is ended; null for no end.</param>
/// <param name="Reserved">The output tokens that it was taken to need, set aside until it is settled.</param>
internal sealed record CheckPermit(bool IsGiven, double? MostTokens = null, double Reserved = 0)
{
    /// <summary>Nobody checks.</summary>
    public static CheckPermit Refused { get; } = new(IsGiven: false);

    /// <summary>It is checked, whatever it takes.</summary>
    public static CheckPermit Free { get; } = new(IsGiven: true);
}
