namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Two sides against the number of agents, each by what chose in it: fusion over k agents of one against the vote of k of the other, and
/// both at equal tokens.
/// </summary>
/// <param name="FirstMethod">The selector of the first's curve; "vote" where what chose cannot choose again.</param>
/// <param name="SecondMethod">The second's.</param>
/// <param name="AtK">At 1, 2, 4, ... agents and all of either side.</param>
/// <param name="AtTokens">
/// At equal output tokens per problem, findings included; empty where tokens are not known or the expenses do not overlap.
/// </param>
internal sealed record ComparedCurves(
    string FirstMethod, string SecondMethod, IReadOnlyList<ComparedCurvePoint> AtK, IReadOnlyList<ComparedAtTokens> AtTokens);
