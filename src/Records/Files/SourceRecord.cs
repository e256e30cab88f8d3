namespace HeavySim.Records.Files;

/// <summary>One record of a file, whatever the file's form was.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Index">Its place among the records, from 0.</param>
/// <param name="Fields">A JSON object; the cells of a CSV row are strings.</param>
/// <param name="Key">The record's name where records are the members of an object, or null.</param>
internal sealed record SourceRecord(long Line, int Index, JsonElement Fields, string? Key = null);
