namespace HeavySim.Simulation;

/// <summary>An answer that a request quotes, and what the simulated model knows of it.</summary>
/// <param name="Label">Its label in the prompt.</param>
/// <param name="Text">The answer as it is to be written again.</param>
/// <param name="Key">Its canonical key.</param>
/// <param name="Class">0 when right, the number of the wrong answer when it is one the model would give, otherwise null.</param>
internal sealed record QuotedAnswer(string Label, string Text, string Key, int? Class)
{
    public bool IsRight => Class == 0;

    /// <summary>Reads a quoted block; null when there is no answer in it.</summary>
    public static QuotedAnswer? Read(in TaskContext context, string label, string block, IAnswerEngine engine)
    {
        var problem = context.Problem.Problem;
        // A block is a bare answer or a whole solution.
        var isSolution = block.Contains('\n', StringComparison.Ordinal) || block.Contains("Answer:", StringComparison.OrdinalIgnoreCase);
        var answer = isSolution
            ? engine.Extract(problem, block) ?? engine.Read(problem, block)
            : engine.Read(problem, block) ?? engine.Extract(problem, block);
        if (answer is null)
            return null;

        var gold = problem.Gold is null ? problem with { Gold = context.Problem.Gold } : problem;
        if (engine.Grade(gold, answer) == Grade.Correct)
            return new QuotedAnswer(label, answer.Text, answer.Key, 0);

        for (var i = 1; i <= context.Odds.Wrong; i++)
        {
            var wrong = engine.Read(problem, context.Problem.AnswerOf(i, context.Odds.Key));
            if (string.Equals(wrong?.Key, answer.Key, StringComparison.Ordinal))
                return new QuotedAnswer(label, answer.Text, answer.Key, i);
        }

        return new QuotedAnswer(label, answer.Text, answer.Key, null);
    }

    /// <summary>True for the wrong answer that most attempts fall for.</summary>
    public bool IsAttractor(in ProblemOdds odds) => Class == 1 + odds.Turn;
}
