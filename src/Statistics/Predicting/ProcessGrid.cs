namespace HeavySim.Statistics.Predicting;

/// <summary>
/// The Pitman-Yor processes between which a prediction weighs: strengths in octaves, each with a few discounts. A process is named by its
/// place in the base grid and a shift of the strength by whole octaves.
/// </summary>
internal static class ProcessGrid
{
    /// <summary>Octaves by which the base grid can be shifted each way.</summary>
    public const int Reach = 5;

    private const int Octaves = 14;
    private const double WeakestBase = 0.02;

    private static readonly double[] Discounts = [0, 0.25, 0.5, 0.75, 0.9];

    /// <summary>Processes of the base grid.</summary>
    public static int Count => Octaves * Discounts.Length;

    /// <summary>The process at a place, its strength moved by octaves in -<see cref="Reach"/>..<see cref="Reach"/>.</summary>
    public static PitmanYor At(int place, int shift) => Make((place / Discounts.Length) + shift, place % Discounts.Length);

    /// <summary>
    /// The likelihood of a partition under the whole grid with all its shifts, up to one factor; <see cref="Row"/> gives the part of a
    /// shift.
    /// </summary>
    public static double[] Likelihoods(int[] partition)
    {
        var all = new double[(Octaves + (2 * Reach)) * Discounts.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = Make((i / Discounts.Length) - Reach, i % Discounts.Length).LogLikelihood(partition);
        var best = all.Max();
        for (var i = 0; i < all.Length; i++)
            all[i] = Math.Exp(all[i] - best);
        return all;
    }

    /// <summary>The likelihoods of the base grid moved by octaves.</summary>
    public static ReadOnlySpan<double> Row(double[] likelihoods, int shift) =>
        likelihoods.AsSpan((shift + Reach) * Discounts.Length, Count);

    private static PitmanYor Make(int octave, int discount) => new(WeakestBase * Math.Pow(2, octave), Discounts[discount]);
}
