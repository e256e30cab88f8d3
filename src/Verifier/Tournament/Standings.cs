namespace HeavySim.Verifier;

/// <summary>
/// How answers stand after their comparisons two by two: <see cref="BradleyTerry"/> strengths, where a win counts as much as its margin
/// says (pairwise self-verification with weighted wins, V1, arXiv:2603.04304). A comparison without a margin is a whole win.
/// </summary>
/// <remarks>
/// V1 ranks by the share of its weight that an answer won. That is fair where all meet all; here those who win meet the strong, which their
/// strength allows for and a share of wins does not.
/// </remarks>
internal static class Standings
{
    // The smallest difference still tells something. Assumed.
    private const double LeastWeight = .1;

    /// <summary>True when a comparison says something of the answers it showed: one was preferred, or both were rated the same.</summary>
    public static bool IsPlayed(Comparison game) =>
        game.AnswerKeys.Count == 2 && (game.PreferredKey is not null || game.Margin is not null);

    /// <summary>One positive strength per answer, 1 for one that never met another.</summary>
    /// <param name="keys">The answers.</param>
    /// <param name="games">Comparisons of two of them each; what says nothing counts for nothing.</param>
    public static double[] Of(IReadOnlyList<string> keys, IEnumerable<Comparison> games)
    {
        var wins = keys.Select(_ => new double[keys.Count]).ToArray();
        var places = keys.Select(static (key, i) => (key, i)).ToDictionary(static p => p.key, static p => p.i, StringComparer.Ordinal);
        foreach (var game in games.Where(IsPlayed))
        {
            if (!places.TryGetValue(game.AnswerKeys[0], out var first) || !places.TryGetValue(game.AnswerKeys[1], out var second))
                continue;

            var weight = game.Margin is { } margin ? Math.Max(LeastWeight, margin) : 1;
            var share = game.PreferredKey is null ? .5 : game.PreferredKey == game.AnswerKeys[0] ? 1 : 0;
            wins[first][second] += weight * share;
            wins[second][first] += weight * (1 - share);
        }

        return BradleyTerry.Strengths(wins);
    }
}
