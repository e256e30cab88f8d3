using System.Runtime.InteropServices;

namespace HeavySim.Experiments.Statistics;

/// <summary>A vote in progress, as a stop rule sees it.</summary>
/// <param name="votes">Votes per answer class, most first, without zeros.</param>
/// <param name="sequence">
/// The class of every sample drawn so far in the order drawn, -1 for one that abstained; empty where only the counts are known, which
/// <see cref="IVoteRule.IsOrderFree"/> rules must do with.
/// </param>
/// <param name="drawn">Samples drawn, with or without an answer.</param>
/// <param name="remaining">Samples that the budget still allows.</param>
[StructLayout(LayoutKind.Auto)]
public readonly ref struct VoteState(ReadOnlySpan<int> votes, ReadOnlySpan<int> sequence, int drawn, int remaining)
{
    /// <summary>Votes per answer class, most first, without zeros.</summary>
    public ReadOnlySpan<int> Votes { get; } = votes;

    /// <summary>The class of every sample in the order drawn, -1 where it abstained; classes are numbered arbitrarily.</summary>
    public ReadOnlySpan<int> Sequence { get; } = sequence;

    /// <summary>Samples drawn, with or without an answer.</summary>
    public int Drawn { get; } = drawn;

    /// <summary>Samples that the budget still allows.</summary>
    public int Remaining { get; } = remaining;

    /// <summary>Votes of the class in front, 0 before the first.</summary>
    public int Leader => Votes.IsEmpty ? 0 : Votes[0];

    /// <summary>Votes of the second, 0 when there is none.</summary>
    public int RunnerUp => Votes.Length < 2 ? 0 : Votes[1];
}
