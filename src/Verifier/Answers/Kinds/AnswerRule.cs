namespace HeavySim.Verifier.Answers;

/// <summary>How answers of one kind are known, read and graded.</summary>
/// <param name="Kind">The kind, or null where each answer's own shape decides.</param>
/// <param name="KeyOf">From the text of an answer to its key, or null when the text is blank or declines to answer.</param>
internal sealed record AnswerRule(AnswerKind? Kind, Func<Problem, string, string?> KeyOf)
{
    /// <summary>Whether a problem that names no kind is of this one, by its choices, its question and the shape of its gold.</summary>
    public Func<Problem, bool>? Fits { get; init; }

    /// <summary>True for programs and grids: blocks of lines, wherever they stand. Labels and boxes are for answers on one line.</summary>
    public bool IsBlock { get; init; }

    /// <summary>True when an announcement without an answer of this form is passed over for an earlier one.</summary>
    public bool LooksBack { get; init; }

    /// <summary>True when the last number of a text can be its answer.</summary>
    public bool CanBeLastNumber { get; init; }

    /// <summary>True when a labelled line is the answer as a whole, with nothing to cut off.</summary>
    public bool IsWholeLine { get; init; }

    /// <summary>The key of every right answer, where that is seen from the answer and not from the gold.</summary>
    public string? RightKey { get; init; }

    /// <summary>
    /// The text of an answer: of a program, also what its first line is indented by; of a figure, without the full stop of its sentence,
    /// which in a literal is a part of the figure.
    /// </summary>
    public string TextOf(string found) => (Kind == AnswerKind.Code ? CodeForm.Trimmed(found) : found.Trim()) switch
    {
        [.. var figure, '.'] when Kind is not (AnswerKind.Code or AnswerKind.Literal) && figure is [.., >= '0' and <= '9'] => figure,
        var text => text,
    };

    /// <summary>False where reading cannot tell what is right: programs have to be run.</summary>
    public bool IsGradedByReading { get; init; } = true;
}
