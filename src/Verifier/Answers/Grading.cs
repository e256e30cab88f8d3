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
        if (!form.Rule.IsGradedByReading)
            return Grade.Ungraded;

        var isRight = form.Rule.RightKey is { } right
            ? string.Equals(answer.Key, right, StringComparison.Ordinal)
            : form.GoldKeys(problem).Contains(answer.Key, StringComparer.Ordinal)
                || Tolerance.Accepts(problem, answer.Key, form.GoldKeys(problem));
        return isRight ? Grade.Correct : Grade.Incorrect;
    }
}
