using System.Runtime.InteropServices;

namespace HeavySim.Simulation;

/// <summary>What came of a task.</summary>
/// <param name="Text">The text of the reply.</param>
/// <param name="IsWrong">True when the model went wrong: wrong replies are longer.</param>
/// <param name="Share">Its length in tokens as a share of a solution's.</param>
/// <param name="Class">The class of the answer it gives, where it is known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TaskResult(string Text, bool IsWrong, double Share, int? Class = null);
