namespace HeavySim.LocalModels;

/// <summary>Numbers as Python has them: true counts as 1, and an int becomes a float where it meets one.</summary>
internal static class Numbers
{
    /// <summary>A number as a float.</summary>
    public static bool TryRead(object? value, out double number)
    {
        (var isNumber, number) = value switch
        {
            bool truth => (true, truth ? 1 : 0),
            long whole => (true, whole),
            double real => (true, real),
            _ => (false, 0d),
        };
        return isNumber;
    }

    /// <summary>A whole number.</summary>
    public static bool TryWhole(object? value, out long number)
    {
        (var isWhole, number) = value switch
        {
            bool truth => (true, truth ? 1L : 0L),
            long whole => (true, whole),
            _ => (false, 0L),
        };
        return isWhole;
    }

    /// <summary>The remainder with the sign of the divisor.</summary>
    public static double Modulo(double left, double right)
    {
        var rest = left % right;
        return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest;
    }

    /// <summary>A whole number raised to one that is not negative.</summary>
    public static long Power(long number, long exponent)
    {
        var result = 1L;
        checked
        {
            while (exponent > 0)
            {
                if ((exponent & 1) == 1)
                    result *= number;

                exponent >>= 1;
                if (exponent > 0)
                    number *= number;
            }
        }

        return result;
    }
}
