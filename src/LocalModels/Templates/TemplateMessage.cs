namespace HeavySim.LocalModels;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks: system, user or assistant.</param>
/// <param name="Content">What is said.</param>
internal sealed record TemplateMessage(string Role, string Content);
