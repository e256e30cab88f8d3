using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HeavySim.Statistics;

/// <summary>The one inner loop of the exact estimators: multiplying generating functions.</summary>
internal static class Polynomials
{
    /// <summary>target[i] += factor · source[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var i = 0;
        var length = Math.Min(target.Length, source.Length);
        if (length >= Vector<double>.Count)
        {
            ref var to = ref MemoryMarshal.GetReference(target);
            ref var from = ref MemoryMarshal.GetReference(source);
            var factors = new Vector<double>(factor);
            for (; i <= length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var sum = Vector.LoadUnsafe(ref to, (nuint)i) + (factors * Vector.LoadUnsafe(ref from, (nuint)i));
                sum.StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < length; i++)
            target[i] += factor * source[i];
    }

    /// <summary>Adds the product of two polynomials to a third; degrees beyond the third's are dropped.</summary>
    public static void AddProduct(Span<double> target, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (left.Length > right.Length)
        {
            var longer = left;
            left = right;
            right = longer;
        }

        for (var i = 0; i < left.Length && i < target.Length; i++)
        {
            if (left[i] != 0)
                AddScaled(target[i..], right, left[i]);
        }
    }
}
