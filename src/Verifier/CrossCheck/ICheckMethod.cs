namespace HeavySim.Verifier;

/// <summary>A way of checking, as a plan: which calls to make, the most useful first. Making the plan calls nobody.</summary>
internal interface ICheckMethod
{
    /// <summary>The method's name, as in <see cref="Finding.Method"/>.</summary>
    string Name { get; }

    /// <summary>The calls, in order of use: a budget cuts the end off.</summary>
    IReadOnlyList<PlannedCheck> Plan(Problem problem, Ballot ballot, long seed);
}

/// <summary>One call to be made. Gives a finding in any case, or throws the caller's cancellation.</summary>
internal delegate Task<Finding> PlannedCheck(CancellationToken cancellationToken);
