using HeavySim.Statistics;

namespace HeavySim.Reporting;

/// <summary>The problems of one category.</summary>
/// <param name="Name">The category.</param>
/// <param name="Problems">The denominator: problems with a gold and at least one sample.</param>
/// <param name="Single">The mean share of right samples: the accuracy of one agent.</param>
/// <param name="Vote">The accuracy of the vote over all samples, ties counted at their expectation.</param>
/// <param name="Any">The share of problems with at least one right sample.</param>
internal sealed record CategoryFigure(string Name, int Problems, double Single, Estimate Vote, double Any);
