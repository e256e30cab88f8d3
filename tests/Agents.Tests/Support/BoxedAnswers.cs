namespace HeavySim.Agents.Tests;

/// <summary>Reads "Answer: x" as labelled, a last line of digits as a final line; nothing else.</summary>
internal sealed class BoxedAnswers : IAnswerEngine
{
    public string Version => "test";

    public Answer? Extract(Problem problem, string text)
    {
        var last = text.Trim().Split('\n')[^1];
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("Answer: ", StringComparison.Ordinal))
                return new Answer(line[8..], line[8..], AnswerSource.Labelled);
        }

        return last.Length > 0 && last.All(char.IsDigit) ? new Answer(last, last, AnswerSource.FinalLine) : null;
    }

    public Answer? Read(Problem problem, string answer) => new(answer, answer, AnswerSource.Given);

    public Grade Grade(Problem problem, Answer? answer) => answer is null ? HeavySim.Core.Grade.Abstained : HeavySim.Core.Grade.Ungraded;
}
