namespace HeavySim.Core;

/// <summary>
/// A vote as a stop rule sees it: which class each ended attempt voted for, in order of completion. Classes are numbered by their first
/// vote. A view over the caller's memory, cheap enough for millions of shuffled replays.
/// </summary>
/// <param name="votes">One entry per ended attempt: the number of its class, or -1 when it gave no answer.</param>
/// <param name="counts">Votes per class, by class number.</param>
/// <param name="outstanding">How many attempts may still come in.</param>
/// <param name="weights">Summed confidence per class, by class number; empty where no confidences exist.</param>
public readonly ref struct VoteState(ReadOnlySpan<int> votes, ReadOnlySpan<int> counts, int outstanding, ReadOnlySpan<double> weights)
{
    /// <summary>The class of each ended attempt in order of completion; -1 for no answer.</summary>
    public ReadOnlySpan<int> Votes { get; } = votes;

    /// <summary>Votes per class, in order of first vote.</summary>
    public ReadOnlySpan<int> Counts { get; } = counts;

    /// <summary>How many attempts may still come in.</summary>
    public int Outstanding { get; } = outstanding;

    /// <summary>Summed confidence per class, aligned with <see cref="Counts"/>; empty where no confidences exist.</summary>
    public ReadOnlySpan<double> Weights { get; } = weights;

    /// <summary>The number of the class in front (the first to get there among equals), or -1 before the first answer.</summary>
    public int Leader
    {
        get
        {
            var leader = -1;
            for (var i = 0; i < Counts.Length; i++)
            {
                if (leader < 0 || Counts[i] > Counts[leader])
                    leader = i;
            }

            return leader;
        }
    }

    /// <summary>Votes of the leader and of the runner-up; 0 where there is none.</summary>
    public (int Leader, int RunnerUp) TopTwo
    {
        get
        {
            var (first, second) = (0, 0);
            foreach (var count in Counts)
            {
                if (count > first)
                    (first, second) = (count, first);
                else if (count > second)
                    second = count;
            }

            return (first, second);
        }
    }
}
