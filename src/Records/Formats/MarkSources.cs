namespace HeavySim.Records.Formats;

/// <summary>
/// Who marked the samples of a file, where there may be several: the scorers of an inspect log, the filters of an lm-eval file. Notes which
/// are there and which was taken, so that nobody believes to see what another one said.
/// </summary>
/// <param name="noun">What they are: "scorer" or "filter".</param>
/// <param name="chosen">The one that was asked for, or null for the first that fits.</param>
internal sealed class MarkSources(string noun, string? chosen)
{
    private readonly List<string> _seen = [];
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>Whether one may be taken: the one that was asked for, or any.</summary>
    public bool IsWanted(string name) => chosen is null || chosen == name;

    /// <summary>Notes that one is there.</summary>
    public void See(string name)
    {
        if (!_seen.Contains(name))
            _seen.Add(name);
    }

    /// <summary>Notes that one's mark was taken for a sample.</summary>
    public void Take(string name) => _taken[name] = _taken.GetValueOrDefault(name) + 1;

    /// <summary>Makes sure that the one asked for is in the file.</summary>
    /// <exception cref="HeavySimException">It is not; the message names those that are.</exception>
    public void Check(string path)
    {
        if (chosen is not null && !_seen.Contains(chosen))
            throw new HeavySimException(_seen.Count == 0
                ? $"{path} has no {noun}s to choose from: leave \"{chosen}\" out"
                : $"{path} has no {noun} \"{chosen}\": it has {Quoted(_seen)}");
    }

    /// <summary>Which was taken and which others there are, or null where there is no choice.</summary>
    public string? Remark
    {
        get
        {
            if (_seen.Count < 2 || _taken.Count == 0)
                return null;

            var taken = _taken.Count == 1
                ? $"{noun} {Quoted(_taken.Keys)}"
                : $"{noun}s {string.Join(", ", _taken.Select(static t => $"\"{t.Key}\" ({t.Value:N0} times)"))}";
            var others = _seen.Where(name => !_taken.ContainsKey(name)).ToList();
            return $"answers and marks are those of the {taken}"
                + (others.Count > 0 ? $"; others there are {Quoted(others)} (import --{noun} takes another)" : "");
        }
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(static name => $"\"{name}\""));
}
