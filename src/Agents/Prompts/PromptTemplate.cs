namespace HeavySim.Agents;

/// <summary>
/// The messages of an attempt as somebody wrote them: a user message, and a system message before it or none. <c>{question}</c> stands for
/// the problem, <c>{format}</c> for the sentence that says how to state the answer.
/// </summary>
/// <param name="System">The system message, or null for none.</param>
/// <param name="User">The user message.</param>
public sealed record PromptTemplate(string? System, string User)
{
    private const string Question = "{question}";
    private const string Format = "{format}";

    /// <summary>All messages, where there are more of them or others than a system and a user message; else null.</summary>
    internal IReadOnlyList<ChatMessage>? Turns { get; private init; }

    /// <summary>The bare question and nothing else.</summary>
    public static PromptTemplate Bare { get; } = new(null, Question);

    /// <summary>
    /// Reads a template: where a line holds nothing but <c>---</c>, what is above it is the system message; the rest is the user message.
    /// </summary>
    /// <exception cref="HeavySimException">The question has no place in it.</exception>
    public static PromptTemplate Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim().Split('\n');
        var rule = Array.FindIndex(lines, static line => line.Trim() == "---");
        var template = new PromptTemplate(
            rule < 0 ? null : string.Join('\n', lines[..rule]).Trim(), string.Join('\n', lines[(rule + 1)..]).Trim());
        return template.User.Contains(Question, StringComparison.Ordinal)
            ? template
            : throw new HeavySimException($"the user message has no {Question}: nobody would be asked anything");
    }

    /// <summary>A template of any messages.</summary>
    /// <exception cref="HeavySimException">The question has no place in them.</exception>
    internal static PromptTemplate Of(IReadOnlyList<ChatMessage> turns)
    {
        var asked = turns.LastOrDefault(static turn => turn.Role == ChatRole.User && turn.Text.Contains(Question, StringComparison.Ordinal))
            ?? throw new HeavySimException("no user message has the question: nobody would be asked anything");
        return new PromptTemplate(null, asked.Text) { Turns = turns };
    }

    /// <summary>The messages for a problem.</summary>
    internal IList<ChatMessage> MessagesFor(Problem problem, bool asksConfidence)
    {
        if (Turns is not null)
            return [.. Turns.Select(turn => new ChatMessage(turn.Role, Filled(turn.Text)))];

        var user = new ChatMessage(ChatRole.User, Filled(User));
        return System is null ? [user] : [new ChatMessage(ChatRole.System, Filled(System)), user];

        // The question last: what it holds is the problem's own, and no place to be filled.
        string Filled(string text) => text
            .Replace(Format, AnswerFormat.Of(problem, asksConfidence), StringComparison.Ordinal)
            .Replace(Question, QuestionText.Of(problem), StringComparison.Ordinal);
    }
}
