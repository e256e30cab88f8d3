using System.Globalization;

namespace HeavySim.Experiments.Fitting;

/// <summary>Which members of a run form a panel: a closed family, written "all", "0,3,7", "0-8", "top9", "middle9" or "bottom9".</summary>
internal abstract record PanelChoice
{
    private PanelChoice()
    {
    }

    /// <summary>Everybody.</summary>
    public static PanelChoice All { get; } = new Everybody();

    /// <summary>Reads a choice.</summary>
    /// <exception cref="HeavySimException">It is none.</exception>
    public static PanelChoice Parse(string text)
    {
        var choice = text.Trim();
        if (choice.Equals("all", StringComparison.OrdinalIgnoreCase))
            return All;
        foreach (var (name, rank) in (ReadOnlySpan<(string, Rank)>)[("top", Rank.Top), ("middle", Rank.Middle), ("bottom", Rank.Bottom)])
        {
            if (choice.StartsWith(name, StringComparison.OrdinalIgnoreCase) && TryNumber(choice[name.Length..], out var count) && count > 0)
                return new Ranked(rank, count);
        }

        var indices = new List<int>();
        foreach (var part in choice.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-', 2);
            if (!TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || last < first || last > MostSeats)
                throw Wrong(text);
            indices.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return indices.Count > 0 ? new Listed([.. indices.Distinct().Order()]) : throw Wrong(text);
    }

    /// <summary>The members chosen, in the order of the roster.</summary>
    /// <param name="seats">All members of the run.</param>
    /// <exception cref="HeavySimException">The run has no such members, or not as many.</exception>
    public IReadOnlyList<PanelSeat> From(IReadOnlyList<PanelSeat> seats)
    {
        return [.. Chosen(seats).OrderBy(static s => s.Index)];
    }

    private protected abstract IEnumerable<PanelSeat> Chosen(IReadOnlyList<PanelSeat> seats);

    private const int MostSeats = 100_000;

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static HeavySimException Wrong(string text) =>
        new($"'{text}' chooses no members: say all, their numbers from 0 (0,3,7 or 0-8), or so many by accuracy: top9, middle9, bottom9.");

    private enum Rank
    {
        Top,
        Middle,
        Bottom,
    }

    private sealed record Everybody : PanelChoice
    {
        private protected override IEnumerable<PanelSeat> Chosen(IReadOnlyList<PanelSeat> seats) => seats;
    }

    private sealed record Listed(IReadOnlyList<int> Indices) : PanelChoice
    {
        private protected override IEnumerable<PanelSeat> Chosen(IReadOnlyList<PanelSeat> seats)
        {
            var known = seats.Select(static s => s.Index).ToHashSet();
            if (Indices.Where(i => !known.Contains(i)).Take(1).ToList() is [var stranger])
                throw new HeavySimException(
                    $"The run has no member {stranger}: it has {seats.Count} members, numbered {seats.Min(static s => s.Index)} to "
                        + $"{seats.Max(static s => s.Index)}.");

            var wanted = Indices.ToHashSet();
            return seats.Where(s => wanted.Contains(s.Index));
        }
    }

    private sealed record Ranked(Rank Place, int Count) : PanelChoice
    {
        private protected override IEnumerable<PanelSeat> Chosen(IReadOnlyList<PanelSeat> seats)
        {
            if (Count > seats.Count)
                throw new HeavySimException($"The run has {seats.Count} members; {Count} were asked for.");

            // A stable sort: members of equal accuracy rank by their place in the roster.
            var skipped = Place switch { Rank.Top => 0, Rank.Middle => (seats.Count - Count) / 2, _ => seats.Count - Count };
            return seats.OrderByDescending(static s => s.Right).Skip(skipped).Take(Count);
        }
    }
}
