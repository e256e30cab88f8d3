namespace HeavySim.Statistics.Stopping;

/// <summary>
/// Stop rules on random orders of recorded samples; every rule sees the same orders, so that their differences are steadier than each of
/// them.
/// </summary>
internal static class StopShuffles
{
    public static IReadOnlyList<StopOutcome> Evaluate(
        SampleUrn urn, IReadOnlyList<IStopRule> rules, int budget, RandomKey key, int permutations)
    {
        var order = Enumerable.Range(0, urn.Samples).ToArray();
        var trials = rules.Select(_ => new Trial(urn, permutations)).ToList();
        var waiting = new int[rules.Count];
        var tally = new VoteTally(urn);
        var random = key.Open();
        for (var permutation = 0; permutation < permutations; permutation++)
        {
            random.Shuffle(order.AsSpan());
            tally.Clear();
            var left = waiting.Length;
            for (var i = 0; i < left; i++)
                waiting[i] = i;
            while (left > 0)
            {
                tally.Add(order[tally.Drawn]);
                for (var i = left - 1; i >= 0; i--)
                {
                    if (tally.Drawn < budget && !rules[waiting[i]].ShouldStop(tally.State(budget)))
                        continue;

                    // The last one that waits has been asked and takes its place.
                    trials[waiting[i]].Add(permutation, tally, order);
                    waiting[i] = waiting[--left];
                }
            }
        }

        return trials.ConvertAll(static t => t.ToOutcome());
    }

    /// <summary>Where one rule stopped.</summary>
    private sealed class Trial(SampleUrn urn, int permutations)
    {
        private readonly double[] _accuracy = new double[permutations];
        private readonly double[] _samples = new double[permutations];
        private readonly double[] _draws = new double[urn.ClassCount + 1];
        private double _kept;

        public void Add(int permutation, VoteTally tally, int[] order)
        {
            (_accuracy[permutation], var same) = tally.Winner();
            _samples[permutation] = tally.Drawn;
            _kept += same;
            foreach (var sample in order.AsSpan(0, tally.Drawn))
                _draws[urn.Classes[sample] is >= 0 and var answer ? answer : urn.ClassCount]++;
        }

        public StopOutcome ToOutcome() => new(
            Intervals.Mean(_accuracy),
            Intervals.Mean(_samples),
            Math.Max(0, 1 - (_kept / permutations)),
            [.. _draws.Select(d => d / permutations)],
            IsExact: false,
            Intervals.StandardError(_accuracy) ?? 0,
            Intervals.StandardError(_samples) ?? 0);
    }
}
