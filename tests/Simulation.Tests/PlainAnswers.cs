using System.Globalization;

namespace HeavySim.Simulation.Tests;

/// <summary>
/// An answer engine small enough to be right at a glance: \boxed{}, else "Answer:", else nothing; numbers compared as numbers.
/// </summary>
internal sealed class PlainAnswers : IAnswerEngine
{
    public string Version => "plain 1";

    public Answer? Extract(Problem problem, string text)
    {
        const string Label = "Answer:";
        var at = text.LastIndexOf(Label, StringComparison.Ordinal);
        return at < 0 ? null : Read(problem, text[(at + Label.Length)..].Split('\n')[0]);
    }

    public Answer? Read(Problem problem, string answer)
    {
        var text = answer.Trim();
        if (text.StartsWith("\\boxed{", StringComparison.Ordinal))
            text = text["\\boxed{".Length..^1];
        if (text.Length == 0)
            return null;

        var key = decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############", CultureInfo.InvariantCulture) : text.ToLowerInvariant();
        return new Answer(text, key, AnswerSource.Given);
    }

    public Grade Grade(Problem problem, Answer? answer)
    {
        if (answer is null)
            return Core.Grade.Abstained;
        if (problem.Gold is null)
            return Core.Grade.Ungraded;

        return Read(problem, problem.Gold)?.Key == answer.Key ? Core.Grade.Correct : Core.Grade.Incorrect;
    }
}
