namespace HeavySim.Simulation;

/// <summary>A request as the simulated model reads it: from what goes over the wire and from nothing else.</summary>
internal sealed class ModelRequest
{
    // What these ask for is no thinking to speak of.
    private static readonly string[] FastEfforts = ["none", "minimal", "low"];
    private IReadOnlyList<(string Name, string Text)>? _blocks;

    private ModelRequest(string systemText, string userText, ChatOptions? options)
    {
        SystemText = systemText;
        UserText = userText;
        Task = TaskLine.Read(systemText);
        ModelName = options?.ModelId ?? "";
        Seed = options?.Seed;
        Temperature = options?.Temperature;
        TokenLimit = options?.MaxOutputTokens;
        TopLogprobs = options?.AdditionalProperties is { } asked && asked.TryGetValue(TokenMarks.Logprobs, out var wants) && wants is true
            ? asked.TryGetValue(TokenMarks.TopLogprobs, out var top) && top is int count ? count : TokenMarks.MostTop
            : null;
        HasTools = options?.Tools is { Count: > 0 };
        IsFast = options?.Reasoning?.Effort is ReasoningEffort.None or ReasoningEffort.Low
            || (options?.AdditionalProperties?.TryGetValue("reasoning_effort", out var effort) == true
                && FastEfforts.Contains(effort?.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    public ModelTask Task { get; }

    public string SystemText { get; }

    public string UserText { get; }

    public string ModelName { get; }

    public long? Seed { get; }

    public float? Temperature { get; }

    public int? TokenLimit { get; }

    /// <summary>How many candidates of each token are asked for, or null for none.</summary>
    public int? TopLogprobs { get; }

    public bool HasTools { get; }

    public bool IsFast { get; }

    /// <summary>Prompt tokens, by the rule of thumb of four characters to a token.</summary>
    public int InputTokens { get; private init; }

    /// <summary>The quoted blocks of the user's message.</summary>
    public IReadOnlyList<(string Name, string Text)> Blocks => _blocks ??= Quotation.Read(UserText);

    /// <summary>The text of the problem: the block of that name, or else the whole message.</summary>
    public string ProblemText
    {
        get
        {
            if (!UserText.Contains("=====", StringComparison.Ordinal))
                return UserText;

            foreach (var (name, text) in Blocks)
            {
                if (name == "problem")
                    return text;
            }

            return UserText;
        }
    }

    /// <summary>
    /// Reads the messages: instructions from system (or developer) messages, the question from the last message of the user.
    /// </summary>
    public static ModelRequest Read(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var system = options?.Instructions ?? "";
        var user = "";
        var length = system.Length;
        foreach (var message in messages)
        {
            var text = message.Text;
            length += text.Length;
            if (message.Role == ChatRole.User)
                user = text;
            else if (message.Role != ChatRole.Assistant && message.Role != ChatRole.Tool && system.Length == 0)
                system = text;
        }

        return new ModelRequest(system, user, options) { InputTokens = 8 + (length / 4) };
    }

    /// <summary>The blocks with names like "answer 7", as (label, text).</summary>
    public IEnumerable<(string Label, string Text)> Labelled(string kind)
    {
        foreach (var (name, text) in Blocks)
        {
            if (name.StartsWith(kind, StringComparison.Ordinal) && (name.Length == kind.Length || name[kind.Length] == ' '))
                yield return (name[kind.Length..].Trim(), text);
        }
    }
}
