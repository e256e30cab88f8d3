namespace HeavySim.Core;

/// <summary>
/// An answer in its canonical form. Two answers to one problem are equal exactly when their <see cref="Key"/>s are equal (ordinal):
/// equivalence is a true equivalence relation because it is equality of keys.
/// </summary>
/// <param name="Text">The answer as it was written, trimmed; for people to read.</param>
/// <param name="Key">The canonical form; for machines to compare.</param>
/// <param name="Source">Where it was found.</param>
public sealed record Answer(string Text, string Key, AnswerSource Source)
{
    /// <summary>True when it was taken from where its text ends: of a text that was cut that is merely where the cut fell.</summary>
    internal bool IsFromTheEnd => Source is AnswerSource.FinalLine or AnswerSource.LastNumber;
}
