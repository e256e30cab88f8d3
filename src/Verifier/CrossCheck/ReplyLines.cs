namespace HeavySim.Verifier;

/// <summary>The lines of a reply in which the model speaks for itself: no thoughts, no quoted blocks, no blank lines.</summary>
internal static class ReplyLines
{
    private const string Thought = "</think>";
    private const string Fence = "=====";

    public static IEnumerable<string> Of(string reply)
    {
        // What a reasoning model thought before it answered is no answer; an unclosed thought is all there is and says nothing final.
        var closed = reply.LastIndexOf(Thought, StringComparison.OrdinalIgnoreCase);
        var spoken = closed >= 0 ? reply[(closed + Thought.Length)..] : reply;
        var isQuoted = false;
        foreach (var raw in spoken.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                isQuoted = line.StartsWith(Fence + " begin", StringComparison.OrdinalIgnoreCase);
            else if (!isQuoted && line.Length > 0 && line[0] is not ('>' or '|'))
                yield return line;
        }
    }
}
