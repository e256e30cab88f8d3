namespace HeavySim.Agents;

/// <summary>What a model writes around its reasoning where a server leaves it in the text.</summary>
/// <param name="Opening">Before the reasoning.</param>
/// <param name="Closing">After it.</param>
/// <param name="IsBare">
/// True for words instead of marks: OpenAI's harmony format whose special tokens a server dropped,
/// <c>analysisThe user asks …assistantfinalThe answer …</c>. They count only at the very beginning of a text, run together as they are.
/// </param>
internal sealed record ThoughtMarks(string Opening, string Closing, bool IsBare = false)
{
    /// <summary>Harmony without its tokens.</summary>
    public static ThoughtMarks Bare { get; } = new("analysis", "assistantfinal", IsBare: true);

    /// <summary>DeepSeek and Qwen; Mistral; Seed; Kimi; harmony with its tokens, and without.</summary>
    public static readonly ThoughtMarks[] All =
    [
        new("<think>", "</think>"),
        new("[THINK]", "[/THINK]"),
        new("<seed:think>", "</seed:think>"),
        new("◁think▷", "◁/think▷"),
        new("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
        Bare,
    ];

    /// <summary>The longest of the marks, in characters.</summary>
    public static readonly int Longest = All.Max(static marks => Math.Max(marks.Opening.Length, marks.Closing.Length));
}
