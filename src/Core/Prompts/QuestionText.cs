using System.Text;

namespace HeavySim.Core;

/// <summary>
/// The problem as agents see it: the whole of a user message when it is to be solved, the first quoted block when something about
/// it is to be judged.
/// </summary>
internal static class QuestionText
{
    /// <summary>The question, and its choices one to a line as "A) text".</summary>
    public static string Of(Problem problem)
    {
        if (problem.Choices.Count == 0)
            return problem.Question;

        var text = new StringBuilder(problem.Question).Append('\n');
        for (var i = 0; i < problem.Choices.Count; i++)
            text.Append('\n').Append(Label(i)).Append(") ").Append(problem.Choices[i]);

        return text.ToString();
    }

    /// <summary>The label of a choice: A to Z, then AA, AB and on.</summary>
    public static string Label(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : Label((index / 26) - 1) + (char)('A' + (index % 26));
}
