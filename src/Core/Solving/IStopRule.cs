namespace HeavySim.Core;

/// <summary>Decides, from the vote so far, whether more attempts can still be worth their price. Pure and thread-safe.</summary>
public interface IStopRule
{
    /// <summary>The name used by <c>--stop</c>, parameter included.</summary>
    string Name { get; }

    /// <summary>
    /// True when the decision depends only on how many votes each class has, on the silent and on what is outstanding, not on the order in
    /// which they came: then its expected cost on recorded samples can be computed exactly.
    /// </summary>
    bool IsOrderFree => false;

    /// <summary>True when no further attempt is needed. Asked after every attempt that ends, in order of completion.</summary>
    bool ShouldStop(in VoteState vote);
}
