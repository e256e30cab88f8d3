namespace HeavySim.Records.Files;

/// <summary>A part of a large JSON object: one of its members, or one entry of a member that is a list.</summary>
/// <param name="Name">The member.</param>
/// <param name="Value">Its value, or the entry's.</param>
/// <param name="Line">The line the part ends on, from 1.</param>
internal sealed record JsonMember(string Name, JsonElement Value, long Line);
