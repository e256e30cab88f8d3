namespace HeavySim.Records.Formats;

/// <summary>
/// Samples that a log has more than once, as it does where some were run again: the last of each counts. Which one is the last is known
/// only at the end of a first pass over the file; a second one leaves the others out.
/// </summary>
internal sealed class RepeatedSamples
{
    private readonly Dictionary<(string Problem, long Epoch), int> _last = [];
    private readonly HashSet<int> _superseded = [];

    /// <summary>How many samples stand in the file before a later one of the same problem and epoch.</summary>
    public int Count => _superseded.Count;

    /// <summary>Notes a sample, and whether it stands in the place of one before it.</summary>
    /// <param name="problem">The problem's id.</param>
    /// <param name="epoch">Which of its samples it is.</param>
    /// <param name="index">Its place in the file.</param>
    public void See(string problem, long epoch, int index)
    {
        if (_last.TryGetValue((problem, epoch), out var before) && before < index)
            _superseded.Add(before);
        _last[(problem, epoch)] = index;
    }

    /// <summary>Whether a later sample counts in the place of this one, as far as is known.</summary>
    /// <param name="index">Its place in the file.</param>
    public bool IsSuperseded(int index) => _superseded.Contains(index);
}
