namespace HeavySim.Verifier.Answers;

/// <summary>Marks an answer against a problem's golds.</summary>
internal static class Grading
{
    public static Grade Of(Problem problem, Answer? answer)
    {
        if (answer is null)
            return Grade.Abstained;
        if (problem.Gold is null)
            return Grade.Ungraded;

        var form = ProblemForm.Of(problem);
        var isRight = form.Kind switch
        {
            AnswerKind.Code => (bool?)null,
            // The gold names the target; what is right is seen from the expression.
            AnswerKind.Puzzle24 => string.Equals(answer.Key, PuzzleForm.Solved, StringComparison.Ordinal),
            _ => form.GoldKeys(problem).Contains(answer.Key, StringComparer.Ordinal),
        };
        return isRight switch
        {
            null => Grade.Ungraded,
            true => Grade.Correct,
            false => Grade.Incorrect,
        };
    }
}
