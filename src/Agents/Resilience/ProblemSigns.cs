namespace HeavySim.Agents;

/// <summary>
/// What an endpoint has done for each problem. A fault that only one problem meets, again and again, is that problem's: a request that
/// makes the server fail, or one that takes much longer than the others. It says nothing of the endpoint. Thread-safe.
/// </summary>
internal sealed class ProblemSigns
{
    /// <summary>Cuts beyond this make no call wait longer: sixteen times the usual limit is enough to tell slow from dead.</summary>
    private const int MostCuts = 4;

    private readonly Dictionary<string, (int Served, int Cut)> _signs = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A call of the problem came to its first word.</summary>
    public void Serve(string? problem) => Note(problem, served: 1, cut: 0);

    /// <summary>A call of the problem was cut for silence.</summary>
    public void Cut(string? problem) => Note(problem, served: 0, cut: 1);

    /// <summary>True when a call of the problem was served, and where no problem is known.</summary>
    public bool IsServed(string? problem) => problem is null || Of(problem).Served > 0;

    /// <summary>
    /// How many calls of the problem were cut, when more were than served: then it is the problem that takes long, and its next call has to
    /// be waited for as if it had been cut so often itself. Otherwise 0.
    /// </summary>
    public int Slowness(string? problem) =>
        problem is not null && Of(problem) is var (served, cut) && cut > served ? Math.Min(cut, MostCuts) : 0;

    private (int Served, int Cut) Of(string problem)
    {
        lock (_gate)
            return _signs.GetValueOrDefault(problem);
    }

    private void Note(string? problem, int served, int cut)
    {
        if (problem is null)
            return;

        lock (_gate)
        {
            var before = _signs.GetValueOrDefault(problem);
            _signs[problem] = (before.Served + served, before.Cut + cut);
        }
    }
}
