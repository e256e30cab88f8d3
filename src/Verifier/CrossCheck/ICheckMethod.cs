namespace HeavySim.Verifier;

/// <summary>
/// A way of checking, as a plan in rounds: which calls to make, the most useful first. The calls of a round run side by side, and a round
/// ends when all of them are in, so that what is planned never depends on who was faster. Making a plan calls nobody.
/// </summary>
internal interface ICheckMethod
{
    /// <summary>The method's name, as in <see cref="Finding.Method"/>.</summary>
    string Name { get; }

    /// <summary>The calls of the first round, in order of use: a budget cuts the end off.</summary>
    IReadOnlyList<PlannedCheck> Plan(Problem problem, Ballot ballot, long seed);

    /// <summary>The calls of the next round, in order of use; none when the method is done. Most methods have one round.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="ballot">The vote that is checked, the same in all rounds.</param>
    /// <param name="found">What this method found so far, in the order planned; at least one.</param>
    /// <param name="seed">The seed of the run.</param>
    IReadOnlyList<PlannedCheck> PlanNext(Problem problem, Ballot ballot, IReadOnlyList<Finding> found, long seed) => [];
}

/// <summary>One call to be made. Gives a finding in any case, or throws the caller's cancellation.</summary>
internal delegate Task<Finding> PlannedCheck(CancellationToken cancellationToken);
