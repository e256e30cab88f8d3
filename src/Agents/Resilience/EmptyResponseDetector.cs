namespace HeavySim.Agents;

/// <summary>
/// Whether a response has anything in it: a word, a thought, a tool call. A model that stops of itself with none of them has not declined
/// to answer; its server has failed, as servers under load do.
/// </summary>
internal sealed class EmptyResponseDetector
{
    private bool _hasAny;
    private ChatFinishReason? _finish;

    /// <summary>True when nothing came, and neither a limit on tokens nor a content filter explains it.</summary>
    public bool IsMissing => !_hasAny && _finish != ChatFinishReason.Length && _finish != ChatFinishReason.ContentFilter;

    /// <summary>The substance of a whole response.</summary>
    public static EmptyResponseDetector Of(ChatResponse response)
    {
        var substance = new EmptyResponseDetector();
        foreach (var message in response.Messages)
            substance.Add(message.Contents, response.FinishReason);
        return substance;
    }

    /// <summary>Takes what came; true when there is something in it.</summary>
    public bool Add(IList<AIContent> contents, ChatFinishReason? finish)
    {
        _finish = finish ?? _finish;
        var hasAny = false;
        for (var i = 0; i < contents.Count && !hasAny; i++)
        {
            hasAny = contents[i] switch
            {
                // Blanks are words of an answer, though no answer.
                TextContent text => text.Text.Length > 0,
                TextReasoningContent reasoning => reasoning.Text.Length > 0,
                UsageContent => false,
                _ => true,
            };
            _hasAny |= hasAny && !IsBlank(contents[i]);
        }

        return hasAny;
    }

    private static bool IsBlank(AIContent content) => content switch
    {
        TextContent text => string.IsNullOrWhiteSpace(text.Text),
        TextReasoningContent reasoning => string.IsNullOrWhiteSpace(reasoning.Text),
        _ => false,
    };
}
