namespace HeavySim.Records.Files;

/// <summary>One line that is not blank.</summary>
/// <param name="Number">From 1, blank lines counted.</param>
/// <param name="Bytes">Valid UTF-8 without the line break; only good until the next line is asked for.</param>
internal readonly record struct SourceLine(long Number, ReadOnlyMemory<byte> Bytes);
