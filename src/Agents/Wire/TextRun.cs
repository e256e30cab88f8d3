using System.Runtime.InteropServices;

namespace HeavySim.Agents;

/// <summary>A stretch of a text.</summary>
/// <param name="From">Its first character.</param>
/// <param name="To">The one after its last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextRun(int From, int To);
