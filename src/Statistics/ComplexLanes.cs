using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HeavySim.Statistics;

/// <summary>As many complex numbers as the machine computes with at a time; each lane gives the same bits on every machine.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ComplexLanes(Vector<double> real, Vector<double> imaginary)
{
    public static ComplexLanes One => new(Vector<double>.One, Vector<double>.Zero);

    public Vector<double> Real { get; } = real;

    public Vector<double> Imaginary { get; } = imaginary;

    /// <summary>The largest squared absolute value of any lane.</summary>
    public double LargestSquare
    {
        get
        {
            var squares = (Real * Real) + (Imaginary * Imaginary);
            var largest = 0.0;
            for (var i = 0; i < Vector<double>.Count; i++)
                largest = Math.Max(largest, squares[i]);
            return largest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator +(ComplexLanes x, ComplexLanes y) => new(x.Real + y.Real, x.Imaginary + y.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(ComplexLanes x, ComplexLanes y) =>
        new((x.Real * y.Real) - (x.Imaginary * y.Imaginary), (x.Real * y.Imaginary) + (x.Imaginary * y.Real));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(double factor, ComplexLanes x)
    {
        var factors = new Vector<double>(factor);
        return new(factors * x.Real, factors * x.Imaginary);
    }

    /// <summary>A whole power, by squaring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ComplexLanes Power(int exponent)
    {
        var power = One;
        var square = this;
        for (var rest = exponent; rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
                power *= square;
            if (rest > 1)
                square *= square;
        }

        return power;
    }
}
