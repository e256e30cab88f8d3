namespace HeavySim.Cli.Rendering;

/// <summary>
/// What one agent thinks and writes, as it comes. A plain model thinks in its text; a reasoning model's text comes after its thoughts,
/// under a line that tells them apart.
/// </summary>
internal sealed class ThoughtStream(TextWriter writer)
{
    private readonly Lock _gate = new();
    private bool _hasReasoned;
    private bool _hasText;
    private bool _isMidLine;

    /// <summary>Takes in an event.</summary>
    public void Show(SolveEvent happened)
    {
        lock (_gate)
            TakeIn(happened);
    }

    private void TakeIn(SolveEvent happened)
    {
        switch (happened)
        {
            case SolveEvent.Progress(_, { OutputTokens: 0, TextDelta: null, ReasoningDelta: null }):
                Part("(the call failed midway and is made again)");
                (_hasReasoned, _hasText) = (false, false);
                break;
            case SolveEvent.Progress(_, var news):
                Write(news);
                break;
            case SolveEvent.AttemptEnded or SolveEvent.Stopped:
                EndLine();
                break;
        }
    }

    /// <summary>Takes in a line that is nobody's thought.</summary>
    public void Say(string line)
    {
        lock (_gate)
            Part(line);
    }

    private void Write(AttemptProgress news)
    {
        if (news.ReasoningDelta is { } thought)
        {
            _hasReasoned = true;
            Write(thought);
        }

        if (news.TextDelta is not { } text)
            return;

        if (_hasReasoned && !_hasText)
            Part("---");
        _hasText = true;
        Write(text);
    }

    private void Part(string line)
    {
        EndLine();
        writer.WriteLine(line);
    }

    private void Write(string text)
    {
        writer.Write(Terminal.Safe(text));
        writer.Flush();
        _isMidLine = !text.EndsWith('\n');
    }

    private void EndLine()
    {
        if (_isMidLine)
            writer.WriteLine();
        _isMidLine = false;
    }
}
