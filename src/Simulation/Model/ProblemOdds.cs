using System.Runtime.InteropServices;

namespace HeavySim.Simulation;

/// <summary>One model's chances at one problem.</summary>
/// <param name="Key">The problem's key in its world.</param>
/// <param name="Solve">Probability that an attempt that answers is right.</param>
/// <param name="Attractor">Share of the first wrong answer among wrong attempts.</param>
/// <param name="Wrong">How many different wrong answers there are.</param>
/// <param name="Turn">By how much this model's order of wrong answers is turned from the problem's own.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProblemOdds(RandomKey Key, double Solve, double Attractor, int Wrong, int Turn);
