namespace HeavySim.Experiments.Comparing;

/// <summary>Two sides with k agents each; what a side has no k agents for is null.</summary>
/// <param name="K">Agents.</param>
/// <param name="First">Accuracy of the first, by its selector.</param>
/// <param name="FirstVote">The vote of as many of its samples.</param>
/// <param name="FirstTokens">Output tokens per problem, with the findings that the selector reads; null where not known.</param>
/// <param name="Second">Accuracy of the second.</param>
/// <param name="SecondVote">Its vote.</param>
/// <param name="SecondTokens">Its tokens.</param>
/// <param name="Difference">First less second, by their selectors.</param>
/// <param name="Problems">The denominator.</param>
internal sealed record ComparedCurvePoint(
    int K, Estimate? First, Estimate? FirstVote, double? FirstTokens, Estimate? Second, Estimate? SecondVote, double? SecondTokens,
    ReportedDifference? Difference, int Problems);
