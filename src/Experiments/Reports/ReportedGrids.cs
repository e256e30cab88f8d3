namespace HeavySim.Experiments.Reports;

/// <summary>The score of ARC tasks.</summary>
/// <param name="Tasks">Tasks with at least one sample.</param>
/// <param name="Grids">Their test grids.</param>
/// <param name="Attempts">Attempts at each test grid: its most voted grids.</param>
/// <param name="Score">The mean over tasks of the share of test grids that an attempt solves.</param>
public sealed record ReportedGrids(int Tasks, int Grids, int Attempts, Estimate Score);
