namespace HeavySim.Agents;

/// <summary>One event of a stream, or a sign of life without content.</summary>
/// <param name="Type">The <c>event:</c> field, or null.</param>
/// <param name="Data">The <c>data:</c> lines joined by line feeds; empty for a sign of life. Valid until the next read.</param>
internal readonly record struct SseEvent(string? Type, ReadOnlyMemory<byte> Data);
