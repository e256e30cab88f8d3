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
    /// <param name="result">Where it ended.</param>
    /// <param name="block">The id of the element with its details.</param>
    /// <param name="run">The number of its run.</param>
    public static string Of(RecordedProblem problem, ProblemResult result, string block, int run)
    {
        var (mark, sign, word) = result.Mark switch
        {
            ResultMark.Right => ("right", "✓", "right"),
            ResultMark.Wrong => ("wrong", "✗", "wrong"),
            ResultMark.Tied => ("tied", "≈", "tied vote"),
            ResultMark.Unanswered => ("unanswered", "∅", "unanswered"),
            _ => ("ungraded", "·", problem.Problem.Gold is null ? "no gold" : "no mark"),
        };
        var words = $"{mark}{(result.IsSplit ? " split" : "")}{(result.IsSaved ? " saved" : "")}{(result.IsLost ? " lost" : "")}";
        var chips = (result.IsSplit ? "<i class=\"chip\">split vote</i>" : "")
            + (result.IsSaved ? "<i class=\"chip good\">saved by cross-check</i>" : "")
            + (result.IsLost ? "<i class=\"chip bad\">lost by cross-check</i>" : "");
        return $"<li data-f=\"{words}\" data-run=\"{run}\"><details data-b=\"{block}\"><summary>"
            + $"<span class=\"mark {mark}\" title=\"{word}\" role=\"img\" aria-label=\"{word}\">{sign}</span>"
            + $"<span class=\"what\"><b><bdi>{Text(problem.Problem.Id, MostIdCharacters)}</bdi></b> "
            + $"<bdi>{Text(Line(problem.Problem.Question), MostQuestionCharacters)}</bdi></span>"
            + $"<span class=\"said\">{Answer(result, problem.Problem)}{chips}<span "
            + $"class=\"votes\">{Votes(result)}{Share(result, problem)}</span></span>"
            + "</summary><div class=\"body\"></div></details></li>\n";
    }

    private static string Answer(ProblemResult result, Problem problem)
    {
        var answer = result.Answer is { } text ? $"<bdi class=\"answer\">{Text(Line(text), MostAnswerCharacters)}</bdi>" : "";
        return result.Mark is ResultMark.Wrong or ResultMark.Tied or ResultMark.Unanswered && problem.Gold is { } gold
            ? $"{answer}<span class=\"gold\">gold <bdi>{Text(Line(gold), MostAnswerCharacters)}</bdi></span>"
            : answer;
    }

    private static string Votes(ProblemResult result) =>
        result.Samples == 0 ? "no samples" : $"{result.Vote.LeaderVotes}/{result.Samples}";

    private static string Share(ProblemResult result, RecordedProblem problem) => !problem.IsGraded || result.Samples == 0
        ? ""
        : $"<span class=\"bar\" title=\"{result.Right} of {result.Samples} samples right\"><span "
            + $"style=\"width:{100 * result.Right / result.Samples}%\"></span></span>";

    private static string Text(string text, int most) => Markup.Escaped(Numerals.Shortened(text, most));

    /// <summary>The beginning of a text on one line.</summary>
    private static string Line(string text) => Numerals.Shortened(text, 400).ReplaceLineEndings(" ").Trim();
}
