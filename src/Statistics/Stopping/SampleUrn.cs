namespace HeavySim.Statistics.Stopping;

/// <summary>
/// The recorded samples of one problem as a replay draws them: one after another, none twice. Failed attempts are no samples. Immutable.
/// </summary>
internal sealed class SampleUrn
{
    private readonly int[] _classes;
    private readonly double?[] _confidences;
    private readonly int[] _counts;
    private readonly double[] _rightShares;
    private readonly bool[] _leads;

    private SampleUrn(int[] classes, double?[] confidences, int[] counts, double[] rightShares)
    {
        _classes = classes;
        _confidences = confidences;
        _counts = counts;
        _rightShares = rightShares;
        var most = counts.Length == 0 ? 0 : counts.Max();
        _leads = [.. counts.Select(c => c == most)];
        Leaders = _leads.Count(static leads => leads);
        HasConfidences = confidences.Any(static c => c is not null);
    }

    /// <summary>All samples, with an answer or without.</summary>
    public int Samples => _classes.Length;

    /// <summary>The number of classes of equal answers.</summary>
    public int ClassCount => _counts.Length;

    /// <summary>The class of each sample, in the order given; -1 for one that abstained.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>Samples of each class.</summary>
    internal ReadOnlySpan<int> Counts => _counts;

    /// <summary>The share of each class's samples that is right, in 0..1.</summary>
    internal ReadOnlySpan<double> RightShares => _rightShares;

    /// <summary>Whether each class leads the vote over all samples, alone or with others.</summary>
    internal ReadOnlySpan<bool> Leads => _leads;

    /// <summary>How many classes lead the vote over all samples.</summary>
    internal int Leaders { get; }

    /// <summary>The confidence of each sample in 0..1, or null.</summary>
    internal ReadOnlySpan<double?> Confidences => _confidences;

    /// <summary>True when any sample states a confidence.</summary>
    internal bool HasConfidences { get; }

    /// <summary>Fills an urn.</summary>
    /// <param name="samples">
    /// Canonical key, grade and stated confidence of each sample; a null key abstained. Equal keys (ordinal) are one class; where their
    /// grades differ the class counts as right by the share of its samples that are. Without a gold no class is right.
    /// </param>
    public static SampleUrn Of(IEnumerable<(string? Key, Grade Grade, double? Confidence)> samples)
    {
        var (classes, confidences) = (new List<int>(), new List<double?>());
        var (counts, right) = (new List<int>(), new List<int>());
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, grade, confidence) in samples)
        {
            confidences.Add(confidence);
            if (key is null || grade is Grade.Abstained)
            {
                classes.Add(-1);
                continue;
            }

            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = counts.Count);
                counts.Add(0);
                right.Add(0);
            }

            classes.Add(number);
            counts[number]++;
            right[number] += grade is Grade.Correct ? 1 : 0;
        }

        return new SampleUrn([.. classes], [.. confidences], [.. counts], [.. counts.Zip(right, static (n, r) => (double)r / n)]);
    }
}
