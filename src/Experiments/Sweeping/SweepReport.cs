namespace HeavySim.Experiments.Sweeping;

/// <summary>What a grid gave: the JSON document of <c>sweep</c>.</summary>
/// <param name="Sweep">The sweep's name.</param>
/// <param name="Simulated">True when any of its runs was simulated.</param>
/// <param name="Runs">The runs that were made, or found recorded.</param>
/// <param name="Rows">One row for each combination.</param>
internal sealed record SweepReport(string Sweep, bool Simulated, IReadOnlyList<string> Runs, IReadOnlyList<SweepRow> Rows)
{
    /// <summary>The report with the Pareto fronts marked.</summary>
    public SweepReport WithFronts()
    {
        var tokens = Front(static r => r.OutputTokens);
        var cost = Front(static r => r.Cost);
        var latency = Front(static r => r.Seconds);
        return this with
        {
            Rows = [.. Rows.Select(r => r with { Front = [.. Marks(r)] })],
        };

        IEnumerable<string> Marks(SweepRow row)
        {
            if (tokens.Contains(row))
                yield return "tokens";
            if (cost.Contains(row))
                yield return "cost";
            if (latency.Contains(row))
                yield return "latency";
        }
    }

    /// <summary>Rows that no other row beats: none is as accurate for less, or more accurate for as much.</summary>
    private HashSet<object> Front(Func<SweepRow, double?> expense)
    {
        var known = Rows.Where(r => expense(r) is not null).ToList();
        return known.Where(r => !known.Exists(other => Beats(other, r))).ToHashSet<object>(ReferenceEqualityComparer.Instance);

        bool Beats(SweepRow other, SweepRow row) =>
            other.Accuracy.Value >= row.Accuracy.Value && expense(other) <= expense(row)
                && (other.Accuracy.Value > row.Accuracy.Value || expense(other) < expense(row));
    }
}
