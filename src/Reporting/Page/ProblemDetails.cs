namespace HeavySim.Reporting;

/// <summary>What the page shows of a problem when it is opened; names are short because the script reads them.</summary>
internal sealed record ProblemDetails
{
    /// <summary>The question.</summary>
    public required CutText Question { get; init; }

    /// <summary>The options of a multiple-choice problem.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The right answer, or null.</summary>
    public string? Gold { get; init; }

    /// <summary>The choice in words, or null where nothing was selected.</summary>
    public string? Choice { get; init; }

    /// <summary>Why.</summary>
    public string? Rationale { get; init; }

    /// <summary>Why the solve ended early.</summary>
    public string? Stopped { get; init; }

    /// <summary>What it cost, in words.</summary>
    public string? Spent { get; init; }

    /// <summary>The answers, most votes first.</summary>
    public required IReadOnlyList<AnswerRow> Answers { get; init; }

    /// <summary>What the cross-check found.</summary>
    public required IReadOnlyList<FindingRow> Findings { get; init; }

    /// <summary>Every attempt.</summary>
    public required IReadOnlyList<AttemptRow> Attempts { get; init; }

    /// <summary>The search tree, each node under its parent, or null where there was none.</summary>
    public IReadOnlyList<TreeRow>? Tree { get; init; }

    /// <summary>A text, and how long it was where it is cut.</summary>
    /// <param name="Text">What is kept.</param>
    /// <param name="Cut">The whole length in characters, or null when nothing is missing.</param>
    internal sealed record CutText(string Text, int? Cut)
    {
        public static CutText Of(string text, int most) =>
            text.Length <= most ? new(text, null) : new(Numerals.Shortened(text, most), text.Length);

        public static CutText? OfKnown(string? text, int most) => string.IsNullOrEmpty(text) ? null : Of(text, most);
    }

    /// <summary>One answer class.</summary>
    internal sealed record AnswerRow(string Answer, int Votes, bool? Right, double? Score, string By);

    /// <summary>One node of the search tree.</summary>
    internal sealed record TreeRow(int Depth, string Value, string Step, string? End, string State);

    /// <summary>One finding.</summary>
    internal sealed record FindingRow(string Who, string Method, string Says, string Tone, string? About, CutText? Text, string? Problem);

    /// <summary>One attempt.</summary>
    internal sealed record AttemptRow(
        string Who, string Outcome, string? Answer, string Tone, string? Why, string Facts, CutText? Text, CutText? Reasoning);
}
