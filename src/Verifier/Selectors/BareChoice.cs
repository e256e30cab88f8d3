using System.Runtime.InteropServices;

namespace HeavySim.Verifier;

/// <summary>What a selector chose, and no more.</summary>
/// <param name="Key">The key of the answer, or null for none.</param>
/// <param name="Confidence">How sure the selector is, in 0..1, or null.</param>
/// <param name="IsShare">True when the confidence is a share and no probability.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BareChoice(string? Key, double? Confidence, bool IsShare);
