namespace HeavySim.Records.Recorded;

/// <summary>An answer as another program's scorer or filter wrote it down.</summary>
internal static class GivenAnswer
{
    /// <summary>The answer as it was given, which is its own class.</summary>
    public static Answer Of(string given) => new(given, given, AnswerSource.Given);

    /// <summary>
    /// The answer given; where it is the whole of a longer text (nothing was looked for in it), what is found in the text. Votes need what
    /// the texts agree on. Where the problem has no gold to tell what to look for, or nothing is found, the whole text is the answer. It is
    /// its own class either way, since other samples of the problem may have been given theirs.
    /// </summary>
    public static Answer Of(string given, string? text, Problem problem, IAnswerEngine engine) =>
        problem.Gold is not null && IsWhole(given, text) && engine.Extract(problem, text ?? given) is { Text.Length: > 0 } found
            ? Of(found.Text)
            : Of(given);

    /// <summary>Some scorers lower the case of the completion that they give back.</summary>
    private static bool IsWhole(string given, string? text) =>
        text is not null && given.AsSpan().ContainsAny('\n', ' ') && text.AsSpan().Trim().Equals(given, StringComparison.OrdinalIgnoreCase);
}
