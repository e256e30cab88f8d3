using System.Text.RegularExpressions;

namespace HeavySim.Agents;

/// <summary>
/// Reads next steps from however a model wrote them: "Next: ...", bold, numbered, in a list; and where there is neither that nor an answer,
/// the items of a plain list. Linear in the text, never throws.
/// </summary>
internal static partial class ProposedSteps
{
    // A step is a line: what is longer is a solution that lost its line breaks.
    private const int LongestStep = 2000;
    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    /// <summary>Different steps in the order proposed; empty when the way ends here.</summary>
    public static IReadOnlyList<string> Read(Attempt attempt, int most)
    {
        if (attempt.Text is not { } text || attempt.Outcome is not (Outcome.Answered or Outcome.Abstained))
            return [];

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var steps = Matches(Next(), lines);
        // A stated answer is one; what merely stands last in a list of steps is none.
        if (steps.Count == 0 && attempt.Answer is not { Source: AnswerSource.Boxed or AnswerSource.Hashes or AnswerSource.Labelled })
            steps = Matches(Item(), lines);

        return [.. steps.Distinct(StringComparer.Ordinal).Take(most)];
    }

    private static List<string> Matches(Regex form, IEnumerable<string> lines)
    {
        var steps = new List<string>();
        foreach (var line in lines)
        {
            if (line.Length > LongestStep || form.Match(line) is not { Success: true } match)
                continue;

            var step = match.Groups["step"].Value.Trim().Trim('*').Trim();
            if (step.Length > 0)
                steps.Add(step);
        }

        return steps;
    }

    [GeneratedRegex("""^[\s>*#_-]*(\d{1,3}[.)]\s*)?[\s*_]*next(\s+step)?(\s*\d{1,3})?[\s*_]*:(?<step>.+)$""", Options)]
    private static partial Regex Next();

    [GeneratedRegex("""^\s*(\d{1,3}[.)]|[-*•])\s+(?<step>.+)$""", Options)]
    private static partial Regex Item();
}
