namespace HeavySim.Agents;

/// <summary>Puts a solution into words for a chat.</summary>
internal static class SolutionWording
{
    /// <summary>The best supporting text and, on a last line of its own, the answer.</summary>
    /// <exception cref="ModelCallException">There is no answer; the message counts why.</exception>
    public static string Of(Solution solution)
    {
        if (solution.Selection.Answer is not { } answer)
            throw new ModelCallException(FailureCause.Server, WhyNone(solution)) { IsTransient = false };

        var line = $"Answer: {answer.Text}";
        var support = Support(solution, answer);
        return support is null || support.EndsWith(line, StringComparison.Ordinal) ? support ?? line : $"{support}\n\n{line}";
    }

    // By roster order, so that it does not depend on who was first.
    private static string? Support(Solution solution, Answer answer) => solution.Ballot.Classes
        .FirstOrDefault(c => string.Equals(c.Key, answer.Key, StringComparison.Ordinal))?.Members
        .Select(static c => c.Attempt)
        .Where(static a => !string.IsNullOrWhiteSpace(a.Text))
        .OrderBy(static a => a.IsTruncated)
        .ThenBy(static a => a.Agent.Index)
        .FirstOrDefault()?.Text!.TrimEnd();

    private static string WhyNone(Solution solution)
    {
        var counts = solution.Attempts
            .GroupBy(static a => a.Outcome.Name, StringComparer.Ordinal)
            .OrderByDescending(static g => g.Count())
            .ThenBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => $"{g.Count()} {g.Key}");
        var example = solution.Missing.Count > 0 ? $" For example agent {solution.Missing[0].Agent + 1}: {solution.Missing[0].Cause}." : "";
        return SafeText.Of($"None of {solution.Attempts.Count} agents gave an answer ({string.Join(", ", counts)}).{example}", null);
    }
}
