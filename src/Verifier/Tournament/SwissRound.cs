namespace HeavySim.Verifier;

/// <summary>
/// Who meets whom in the next round of a Swiss tournament. The first round takes everyone once, in an order drawn by key. Each later one
/// takes the better half, neighbours in the ranking first: there the order is least certain and matters most.
/// </summary>
/// <remarks>
/// Two answers meet at most twice, the second time in the other order, and only where nobody is left whom they have not met. A game that
/// came to nothing counts as met: it was paid for.
/// </remarks>
internal sealed class SwissRound
{
    private readonly IReadOnlyList<string> _keys;
    private readonly HashSet<(string First, string Second)> _shown;
    private readonly RandomKey _key;

    private SwissRound(IReadOnlyList<string> keys, IReadOnlyList<Comparison> games, RandomKey key)
    {
        _keys = keys;
        _shown = [.. games.Select(static g => (g.AnswerKeys[0], g.AnswerKeys[1]))];
        _key = key;
    }

    /// <summary>Draws up the round.</summary>
    /// <param name="keys">The answers, 2 or more, in an order that no arrival decides.</param>
    /// <param name="games">What was played so far; none before the first round.</param>
    /// <param name="key">Draws the order of equals, and who is shown first.</param>
    /// <returns>Pairs by place in <paramref name="keys"/>, as they are shown, the most useful first; none when all have met.</returns>
    public static IReadOnlyList<(int First, int Second)> Of(IReadOnlyList<string> keys, IReadOnlyList<Comparison> games, RandomKey key)
    {
        var drawn = Enumerable.Range(0, keys.Count).ToArray();
        var stream = key.With("field").Open();
        stream.Shuffle<int>(drawn);
        var round = new SwissRound(keys, games, key);
        if (games.Count == 0)
            // Of an odd number the last one meets the first, who so plays twice.
            return round.Pairs(keys.Count % 2 == 0 ? drawn : [.. drawn, drawn[0]]);

        var strengths = Standings.Of(keys, games);
        var ranked = drawn.OrderByDescending(i => strengths[i]).ToList();
        var best = round.Pairs([.. ranked.Take(Math.Max(2, (keys.Count + 1) / 2))]);
        return best.Count > 0 ? best : round.Pairs(ranked);
    }

    private List<(int First, int Second)> Pairs(IReadOnlyList<int> field)
    {
        List<(int First, int Second)> pairs = [];
        var free = field.ToList();
        while (free.Count > 1)
        {
            var one = free[0];
            free.RemoveAt(0);
            // The order is stable: of those it met equally often, the nearest in the ranking.
            var nearest = free.Where(other => Meetings(one, other) < 2).OrderBy(other => Meetings(one, other)).Take(1).ToList();
            if (nearest is not [var other])
                continue;

            free.Remove(other);
            pairs.Add(Placed(one, other));
        }

        return pairs;
    }

    private int Meetings(int one, int other) => (WasShown(one, other) ? 1 : 0) + (WasShown(other, one) ? 1 : 0);

    private bool WasShown(int first, int second) => _shown.Contains((_keys[first], _keys[second]));

    private (int First, int Second) Placed(int one, int other)
    {
        if (WasShown(one, other) || WasShown(other, one))
            return WasShown(one, other) ? (other, one) : (one, other);

        // The same draw from whichever side the pair is seen.
        var (low, high) = string.CompareOrdinal(_keys[one], _keys[other]) < 0 ? (one, other) : (other, one);
        var stream = _key.With("place").With(_keys[low]).With(_keys[high]).Open();
        return stream.NextInt(2) == 0 ? (low, high) : (high, low);
    }
}
