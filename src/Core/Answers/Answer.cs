namespace HeavySim.Core;

/// <summary>
/// An answer in its canonical form. Two answers to one problem are equal exactly when their <see cref="Key"/>s are equal (ordinal):
/// equivalence is a true equivalence relation because it is equality of keys.
/// </summary>
/// <param name="Text">The answer as it was written, trimmed; for people to read.</param>
/// <param name="Key">The canonical form; for machines to compare.</param>
/// <param name="Source">Where it was found.</param>
public sealed record Answer(string Text, string Key, AnswerSource Source);
