namespace HeavySim.Core;

/// <summary>The first line of every system prompt: "Task: verify." and so on.</summary>
public static class TaskLine
{
    private const string Opening = "Task: ";

    /// <summary>The line for a task, without a line break.</summary>
    public static string Of(ModelTask task) => $"{Opening}{task.ToString().ToLowerInvariant()}.";

    /// <summary>The task that a system prompt begins with; <see cref="ModelTask.Solve"/> when it names none.</summary>
    public static ModelTask Read(ReadOnlySpan<char> systemPrompt)
    {
        if (!systemPrompt.StartsWith(Opening, StringComparison.Ordinal))
            return ModelTask.Solve;

        var rest = systemPrompt[Opening.Length..];
        var end = rest.IndexOf('.');
        return end > 0 && Enum.TryParse<ModelTask>(rest[..end], ignoreCase: true, out var task) ? task : ModelTask.Solve;
    }
}
