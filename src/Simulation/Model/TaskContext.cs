using System.Runtime.InteropServices;

namespace HeavySim.Simulation;

/// <summary>Everything a task is worked on with.</summary>
/// <param name="Request">The request.</param>
/// <param name="Problem">Its problem.</param>
/// <param name="Odds">The model's chances at it.</param>
/// <param name="Seed">The seed of the call.</param>
/// <param name="Key">The key of the call: problem, model, seed. Each task narrows it by a purpose.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TaskContext(ModelRequest Request, SimulatedProblem Problem, ProblemOdds Odds, long Seed, RandomKey Key);
