namespace HeavySim.Core;

/// <summary>Equivalent answers together.</summary>
/// <param name="Key">The canonical key all members share.</param>
/// <param name="Text">The answer as its first member wrote it.</param>
/// <param name="Members">The candidates that gave it, in order of arrival; never empty.</param>
public sealed record AnswerClass(string Key, string Text, IReadOnlyList<Candidate> Members)
{
    /// <summary>How many gave this answer.</summary>
    public int Votes => Members.Count;
}
