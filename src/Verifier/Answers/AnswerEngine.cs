using HeavySim.Verifier.Answers;

namespace HeavySim.Verifier;

/// <summary>
/// The one engine for extraction, canonical form and equivalence, used alike by vote, cross-check and grading. Equality of canonical
/// keys is the equivalence, so it is reflexive, symmetric and transitive. Stateless and thread-safe; never throws on any text; time is
/// linear in the text's length, of which the last <see cref="MaxLength"/> characters are looked at.
/// </summary>
public sealed class AnswerEngine : IAnswerEngine
{
    /// <summary>
    /// Characters at the end of a text that are searched for its answer, and at the start of a bare answer that are read.
    /// </summary>
    public const int MaxLength = 262_144;

    /// <inheritdoc/>
    public string Version => "heavysim-answers/2";

    /// <inheritdoc/>
    /// <remarks>
    /// The last \boxed{}, then "####", then "Answer:" and its kin, then the final line, then the last number; thinking is left out.
    /// </remarks>
    public Answer? Extract(Problem problem, string text)
    {
        var end = text.Length <= MaxLength ? text : text[^MaxLength..];
        return AnswerFinder.Find(problem, end);
    }

    /// <inheritdoc/>
    public Answer? Read(Problem problem, string answer)
    {
        var start = answer.Length <= MaxLength ? answer : answer[..MaxLength];
        return CanonicalForm.KeyOf(problem, start) is { } key
            ? new Answer(ProblemForm.Of(problem).Rule.TextOf(start), key, AnswerSource.Given)
            : null;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Further acceptable golds stand in the metadata as <c>golds</c>, a JSON array of strings. Program text is Ungraded here: it is right
    /// when its tests pass, which is for who can run them to say.
    /// </remarks>
    public Grade Grade(Problem problem, Answer? answer) => Grading.Of(problem, answer);
}
