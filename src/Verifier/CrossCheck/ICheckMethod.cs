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

/// <summary>One call to be made.</summary>
/// <param name="Method">Whose call it is.</param>
/// <param name="Turn">How many calls of the plan tell of the same answers before it does.</param>
/// <param name="Answers">Of how many answers it tells.</param>
/// <param name="CallAsync">Makes it, with most output tokens, or null. Gives a finding in any case, or throws the caller's cancellation.
/// </param>
internal sealed record PlannedCheck(
    string Method, int Turn, int Answers, Func<int?, CancellationToken, Task<Finding>> CallAsync);
