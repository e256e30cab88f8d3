namespace HeavySim.Records.Formats;

/// <summary>Where attempts in the own form belong: by the numbers they state, else one after the other.</summary>
internal sealed class AttemptPlaces(string path)
{
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly HashSet<(int Agent, int Sample)> _taken = [];
    private string? _problem;

    /// <summary>The attempt with its agent's number: the stated one, or the next that no attempt at the problem has.</summary>
    /// <exception cref="HeavySimException">
    /// The numbers are below 0, or are those of another attempt at the problem that stands before it.
    /// </exception>
    public AttemptRecord Placed(AttemptRecord attempt, SourceRecord record)
    {
        // Attempts at a problem stand together; only those are held.
        if (_problem != attempt.Problem)
            _taken.Clear();
        _problem = attempt.Problem;

        var next = _next.GetValueOrDefault(attempt.Problem);
        if (!record.Fields.TryGetProperty("agent", out _))
            attempt = attempt with { Agent = next };
        if (attempt.Agent < 0 || attempt.Sample < 0)
            throw SourceError.At(path, record.Line, "agent and sample are numbers from 0");
        if (!_taken.Add((attempt.Agent, attempt.Sample)))
            throw SourceError.At(
                path, record.Line,
                $"problem \"{attempt.Problem}\" has an attempt of agent {attempt.Agent}, sample {attempt.Sample} before: number them, or "
                    + "leave the numbers out");

        _next[attempt.Problem] = Math.Max(next, attempt.Agent + 1);
        return attempt;
    }
}
