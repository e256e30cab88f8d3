using System.Security.Cryptography;

namespace HeavySim.Agents;

/// <summary>Reads a conversation as a problem.</summary>
internal static class ConversationProblem
{
    /// <summary>
    /// The last user message, verbatim where it stands alone; else after what was said before it, quoted. Its id follows from the text and
    /// the seed, so the same question is the same problem in every process.
    /// </summary>
    /// <exception cref="ModelCallException">There is no user message with text.</exception>
    public static Problem Of(IEnumerable<ChatMessage> messages, long? seed)
    {
        IReadOnlyList<ChatMessage> all = [.. messages];
        var last = all.Count - 1;
        while (last >= 0 && (all[last].Role != ChatRole.User || string.IsNullOrWhiteSpace(all[last].Text)))
            last--;
        if (last < 0)
            throw new ModelCallException(FailureCause.Rejected, "There is no question: the conversation has no user message with text.");

        var question = Question([.. all.Take(last).Where(static m => !string.IsNullOrWhiteSpace(m.Text))], all[last].Text);
        var id = "chat-" + Digest(question);
        return new Problem { Id = seed is null ? id : $"{id}-{seed}", Question = question };
    }

    private static string Question(IReadOnlyList<ChatMessage> before, string question)
    {
        if (before.Count == 0)
            return question;

        // A text cannot hold the digest of a whole that it is part of.
        var tag = Digest(string.Join('\n', before.Select(static m => m.Text)) + '\n' + question);
        var text = new StringBuilder("The conversation so far, for context:\n\n");
        for (var i = 0; i < before.Count; i++)
            text.AppendQuotation(tag, $"{before[i].Role.Value} {i + 1}", before[i].Text);

        return text.Append("\nThe question to answer:\n\n").Append(question).ToString();
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
