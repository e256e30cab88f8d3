using HeavySim.Records.Recorded;

namespace HeavySim.Reporting;

/// <summary>One line of the list of problems: what is seen, searched and filtered before anything is unpacked.</summary>
internal static class ProblemRow
{
    private const int MostIdCharacters = 60;
    private const int MostQuestionCharacters = 180;
    private const int MostAnswerCharacters = 60;

    /// <summary>The line of a problem as a list item.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="standing">Where it ended.</param>
    /// <param name="block">The id of the element with its details.</param>
    /// <param name="run">The number of its run.</param>
    public static string Of(RecordedProblem problem, ProblemResult standing, string block, int run)
    {
        var (mark, sign, word) = standing.Mark switch
        {
            StandingMark.Right => ("right", "✓", "right"),
            StandingMark.Wrong => ("wrong", "✗", "wrong"),
            StandingMark.Tied => ("tied", "≈", "tied vote"),
            StandingMark.Unanswered => ("unanswered", "∅", "unanswered"),
            _ => ("ungraded", "·", "no gold"),
        };
        var votes = standing.Vote;
        var words = $"{mark}{(standing.IsSplit ? " split" : "")}{(standing.IsSaved ? " saved" : "")}{(standing.IsLost ? " lost" : "")}";
        var chips = (standing.IsSplit ? "<i class=\"chip\">split vote</i>" : "")
            + (standing.IsSaved ? "<i class=\"chip good\">saved by cross-check</i>" : "")
            + (standing.IsLost ? "<i class=\"chip bad\">lost by cross-check</i>" : "");
        return $"<li data-f=\"{words}\" data-run=\"{run}\"><details data-b=\"{block}\"><summary>"
            + $"<span class=\"mark {mark}\" title=\"{word}\" role=\"img\" aria-label=\"{word}\">{sign}</span>"
            + $"<span class=\"what\"><b><bdi>{Text(problem.Problem.Id, MostIdCharacters)}</bdi></b> "
            + $"<bdi>{Text(Line(problem.Problem.Question), MostQuestionCharacters)}</bdi></span>"
            + $"<span class=\"said\">{Answer(standing, problem.Problem)}{chips}<span "
            + $"class=\"votes\">{votes.LeaderVotes}/{standing.Samples}{Share(standing, problem)}</span></span>"
            + "</summary><div class=\"body\"></div></details></li>\n";
    }

    private static string Answer(ProblemResult standing, Problem problem)
    {
        var answer = standing.Answer is { } text ? $"<bdi class=\"answer\">{Text(Line(text), MostAnswerCharacters)}</bdi>" : "";
        return standing.Mark is StandingMark.Wrong or StandingMark.Tied or StandingMark.Unanswered && problem.Gold is { } gold
            ? $"{answer}<span class=\"gold\">gold <bdi>{Text(Line(gold), MostAnswerCharacters)}</bdi></span>"
            : answer;
    }

    private static string Share(ProblemResult standing, RecordedProblem problem) => !problem.IsGraded || standing.Samples == 0
        ? ""
        : $"<span class=\"bar\" title=\"{standing.Right} of {standing.Samples} samples right\"><span "
            + $"style=\"width:{100 * standing.Right / standing.Samples}%\"></span></span>";

    private static string Text(string text, int most) => Markup.Escaped(Numerals.Shortened(text, most));

    /// <summary>The beginning of a text on one line.</summary>
    private static string Line(string text) => Numerals.Shortened(text, 400).ReplaceLineEndings(" ").Trim();
}
