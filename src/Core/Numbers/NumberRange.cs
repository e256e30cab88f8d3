using System.Globalization;

namespace HeavySim.Core;

/// <summary>The numbers that an option takes, for the check and for what is said of it.</summary>
/// <param name="Words">What follows "is": "0 to 2", "more than 0 and at most 1".</param>
/// <param name="Holds">True of the numbers it takes; NaN is none of them.</param>
internal sealed record NumberRange(string Words, Func<double, bool> Holds)
{
    /// <summary>Every number.</summary>
    public static NumberRange Any { get; } = new("any", double.IsFinite);

    /// <summary>From the least on.</summary>
    public static NumberRange AtLeast(double least) =>
        new(string.Create(CultureInfo.InvariantCulture, $"at least {least}"), n => n >= least);

    /// <summary>From the least to the most, both included.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The most.</param>
    /// <param name="unit">The unit, or nothing.</param>
    public static NumberRange Of(double least, double most, string unit = "") => new(
        string.Create(CultureInfo.InvariantCulture, $"{least} to {most}{(unit.Length > 0 ? " " : "")}{unit}"),
        n => n >= least && n <= most);

    /// <summary>As <see cref="Words"/>.</summary>
    public override string ToString() => Words;
}
