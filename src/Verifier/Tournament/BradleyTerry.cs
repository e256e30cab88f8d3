namespace HeavySim.Verifier;

/// <summary>
/// Strengths from pairwise wins (Bradley and Terry 1952), by the MM algorithm (Hunter 2004): P(i beats j) = s_i / (s_i + s_j). Every player
/// also won and lost half a game against a player of strength 1, so that strengths stay finite where someone won everything.
/// </summary>
internal static class BradleyTerry
{
    private const int Rounds = 200;
    private const double Tolerance = 1e-10;

    /// <param name="wins">wins[i][j]: how often i beat j.</param>
    /// <returns>One positive strength per player.</returns>
    public static double[] Strengths(double[][] wins)
    {
        var n = wins.Length;
        double[] strengths = [.. Enumerable.Repeat(1.0, n)];
        for (var round = 0; round < Rounds; round++)
        {
            var next = new double[n];
            var change = 0.0;
            for (var i = 0; i < n; i++)
            {
                var won = .5;
                var expected = 1 / (strengths[i] + 1);
                for (var j = 0; j < n; j++)
                {
                    won += wins[i][j];
                    expected += (wins[i][j] + wins[j][i]) / (strengths[i] + strengths[j]);
                }

                next[i] = won / expected;
                change = Math.Max(change, Math.Abs(next[i] - strengths[i]) / next[i]);
            }

            strengths = next;
            if (change < Tolerance)
                break;
        }

        return strengths;
    }
}
