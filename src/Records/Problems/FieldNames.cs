namespace HeavySim.Records.Problems;

/// <summary>
/// The names under which published problem sets keep the same thing, best first; compared without case, blanks and dashes as
/// underscores.
/// </summary>
internal static class FieldNames
{
    public static readonly string[] Id = ["id", "task_id", "unique_id", "question_id", "problem_id", "qid", "record_id", "uid"];

    public static readonly string[] Question = ["question", "problem", "prompt", "input", "query", "puzzles", "text"];

    public static readonly string[] Gold =
        [
            "answer", "target", "final_answer", "gold", "correct_answer", "answerkey", "correct", "expected_answer", "canonical_solution",
            "label", "solution", "ideal", "expected_output", "ground_truth", "answers",
        ];

    public static readonly string[] Choices = ["choices", "options"];

    public static readonly string[] Category = ["category", "subject", "type", "level", "topic", "subdomain", "domain", "difficulty"];

    /// <summary>Whether a field, by its compared name, makes the problem, and is not only kept along with it.</summary>
    public static bool IsPartOfAProblem(string name) =>
        Question.Contains(name) || Gold.Contains(name) || Id.Contains(name) || Choices.Contains(name) || Category.Contains(name)
        || name == "kind";

    /// <summary>A field's name as it is compared.</summary>
    public static string Normalized(string name) => name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
