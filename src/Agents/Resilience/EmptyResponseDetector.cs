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

    /// <summary>Takes what came; true when it was the first that has something in it.</summary>
    public bool Add(IList<AIContent> contents, ChatFinishReason? finish)
    {
        var hadAny = _hasAny;
        _finish = finish ?? _finish;
        for (var i = 0; i < contents.Count && !_hasAny; i++)
        {
            _hasAny = contents[i] switch
            {
                TextContent text => !string.IsNullOrWhiteSpace(text.Text),
                TextReasoningContent reasoning => !string.IsNullOrWhiteSpace(reasoning.Text),
                UsageContent => false,
                _ => true,
            };
        }

        return _hasAny && !hadAny;
    }
}
