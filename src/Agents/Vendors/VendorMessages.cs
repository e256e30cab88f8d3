namespace HeavySim.Agents;

/// <summary>A conversation as vendors take it.</summary>
internal static class VendorMessages
{
    /// <summary>
    /// Without thoughts that are not signed: their vendor takes back only what it can recognize as its own, and others have no use for
    /// them.
    /// </summary>
    public static IReadOnlyList<ChatMessage> Of(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    private static ChatMessage Of(ChatMessage message)
    {
        if (!message.Contents.Any(IsUnsigned))
            return message;

        var signed = message.Clone();
        signed.Contents = [.. message.Contents.Where(static content => !IsUnsigned(content))];
        return signed;
    }

    private static bool IsUnsigned(AIContent content) => content is TextReasoningContent { ProtectedData: null or "" };
}
