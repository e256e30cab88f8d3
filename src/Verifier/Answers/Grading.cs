using System.Text.Json;
using HeavySim.Core;

namespace HeavySim.Verifier.Answers;

/// <summary>Marks an answer against a problem's golds.</summary>
internal static class Grading
{
    private static readonly string[] FurtherGolds = ["golds", "acceptable_answers", "aliases"];

    public static Grade Of(Problem problem, Answer? answer)
    {
        if (answer is null)
            return Grade.Abstained;
        if (problem.Gold is null)
            return Grade.Ungraded;

        switch (KindInference.Of(problem))
        {
            case AnswerKind.Code:
                return Grade.Ungraded;
            case AnswerKind.Puzzle24:
                // The gold names the target; what is right is seen from the expression.
                return string.Equals(answer.Key, PuzzleForm.Solved, StringComparison.Ordinal) ? Grade.Correct : Grade.Incorrect;
        }

        var isRight = KeyIs(problem, problem.Gold, answer) || Further(problem).Exists(gold => KeyIs(problem, gold, answer));
        return isRight ? Grade.Correct : Grade.Incorrect;
    }

    private static bool KeyIs(Problem problem, string gold, Answer answer) =>
        string.Equals(CanonicalForm.KeyOf(problem, gold), answer.Key, StringComparison.Ordinal);

    private static List<string> Further(Problem problem)
    {
        var golds = new List<string>();
        foreach (var name in FurtherGolds)
        {
            if (!problem.Metadata.TryGetValue(name, out var json) || !json.StartsWith('['))
                continue;

            try
            {
                using var array = JsonDocument.Parse(json);
                foreach (var gold in array.RootElement.EnumerateArray())
                    golds.Add(gold.ValueKind == JsonValueKind.String ? gold.GetString()! : gold.GetRawText());
            }
            catch (JsonException)
            {
                // A field of that name that is no list of golds.
            }
        }

        return golds;
    }
}
