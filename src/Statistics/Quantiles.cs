using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace HeavySim.Statistics;

/// <summary>Quantiles of the reference distributions; a curve asks for the same few of them over and over.</summary>
internal static class Quantiles
{
    private static readonly ConcurrentDictionary<(double Level, int Freedom), double> StudentQuantiles = new();

    /// <summary>z such that a standard normal lies in ±z with the probability <paramref name="level"/>.</summary>
    public static double Normal(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + level) / 2);

    /// <summary>
    /// t such that Student's t with that many degrees of freedom lies in ±t with the probability <paramref name="level"/>.
    /// </summary>
    public static double Student(double level, int freedom) =>
        StudentQuantiles.GetOrAdd((level, freedom), static key => StudentT.InvCDF(0, 1, key.Freedom, (1 + key.Level) / 2));
}
