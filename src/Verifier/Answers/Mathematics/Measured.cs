using System.Numerics;
using System.Runtime.InteropServices;

namespace HeavySim.Verifier.Answers;

/// <summary>A value with a bound of what rounding has done to it: only what is smaller than its own error is zero, however small.</summary>
/// <param name="Value">The value.</param>
/// <param name="Error">The largest error it may have, to first order.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Measured(Complex Value, double Error)
{
    /// <summary>The unit of rounding of a double.</summary>
    public const double Unit = 1.2e-16;

    /// <summary>How large it is.</summary>
    public double Size { get; } = Complex.Abs(Value);

    /// <summary>Whether it cannot be told from zero.</summary>
    public bool IsZero => Size <= 4 * Error;

    /// <summary>Whether it has no imaginary part but for rounding.</summary>
    public bool IsReal => Value.Imaginary == 0 || Math.Abs(Value.Imaginary) <= (4 * Error) + (1e-13 * Math.Abs(Value.Real));

    /// <summary>A value that was rounded once, with what it brings of earlier errors; null where it is none, or has underflown.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inherited">The error that follows from those of the operands.</param>
    /// <param name="isZero">Whether it may be exactly zero.</param>
    public static Measured? Of(Complex value, double inherited, bool isZero = false) =>
        !Complex.IsFinite(value) || !double.IsFinite(inherited) || (value == Complex.Zero && !isZero)
            ? null
            : new Measured(value, inherited + (Unit * Complex.Abs(value)));
}
