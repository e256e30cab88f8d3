using System.Text.RegularExpressions;

namespace HeavySim.Records.Problems;

/// <summary>
/// Humanity's Last Exam (Phan et al. 2025, arXiv:2501.14249): multiple-choice questions carry their choices inside the text, and some come
/// with an image.
/// </summary>
internal static partial class ExamForm
{
    /// <summary>The metadata field that says an image was left out.</summary>
    public const string ImageField = "image";

    /// <summary>
    /// Moves choices written under "Answer Choices:" into <see cref="Problem.Choices"/> and puts a note in the place of image data.
    /// </summary>
    public static Problem Recognise(Problem problem, RecordFields fields)
    {
        if (fields.TakeText(ImageField) is { } image)
            fields.Keep(ImageField, image.StartsWith("data:", StringComparison.Ordinal) ? $"left out ({image.Length} characters)" : image);

        if (fields.Peek("answer_type") is not { } type || FieldText.Of(type) != "multipleChoice" || problem.Choices.Count > 0)
            return problem;

        var heading = problem.Question.LastIndexOf("Answer Choices:", StringComparison.Ordinal);
        if (heading < 0)
            return problem with { Kind = AnswerKind.Choice };

        var choices = new List<string>();
        foreach (var line in problem.Question[(heading + "Answer Choices:".Length)..].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Labelled().Match(line) is { Success: true } match && match.Groups["label"].Value == QuestionText.Label(choices.Count))
                choices.Add(match.Groups["text"].Value.Trim());
            else if (choices.Count > 0)
                choices[^1] += "\n" + line;
            else
                return problem with { Kind = AnswerKind.Choice };
        }

        return problem with { Question = problem.Question[..heading].TrimEnd(), Choices = choices, Kind = AnswerKind.Choice };
    }

    [
        GeneratedRegex(
            @"^(?<label>[A-Z])[.)]\s(?<text>.*)$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 1000),
    ]
    private static partial Regex Labelled();
}
