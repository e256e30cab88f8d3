using System.Text.RegularExpressions;

namespace HeavySim.Records.Problems;

/// <summary>
/// Game of 24 (as in Yao et al. 2023, arXiv:2305.10601): the question is four numbers, and any expression that makes 24 is right.
/// </summary>
internal static partial class NumberPuzzleForm
{
    /// <summary>Marks a problem whose question is nothing but four numbers and whose gold is 24, or not given.</summary>
    public static Problem Recognise(Problem problem) =>
        problem.Kind is null && problem.Choices.Count == 0 && FourNumbers().IsMatch(problem.Question)
            && (problem.Gold is null || TwentyFour().IsMatch(problem.Gold))
            ? problem with { Kind = AnswerKind.Puzzle24, Gold = "24" }
            : problem;

    [
        GeneratedRegex(
            @"^\s*\d{1,3}([ ,]+\d{1,3}){3}\s*$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex FourNumbers();

    [GeneratedRegex(@"^24(\s*\(.*\))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TwentyFour();
}
