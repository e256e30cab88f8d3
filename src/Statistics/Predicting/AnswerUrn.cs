namespace HeavySim.Statistics.Predicting;

/// <summary>
/// The answers of one kind (right or wrong) to one problem, and how further ones come: the urn of a <see cref="PitmanYor"/>.
/// </summary>
internal sealed class AnswerUrn(int[] observed)
{
    private readonly List<int> _counts = [.. observed];
    private int _total = observed.Sum();

    /// <summary>Class sizes, recorded classes first.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Forgets what was drawn.</summary>
    public void Reset()
    {
        _counts.Clear();
        _counts.AddRange(observed);
        _total = observed.Sum();
    }

    /// <summary>Adds one more sample.</summary>
    public void Draw(PitmanYor process, ref RandomStream random)
    {
        var mark = random.NextDouble() * (_total + process.Strength);
        _total++;
        for (var j = 0; j < _counts.Count; j++)
        {
            mark -= _counts[j] - process.Discount;
            if (mark < 0)
            {
                _counts[j]++;
                return;
            }
        }

        _counts.Add(1);
    }
}
