namespace HeavySim.Agents;

/// <summary>
/// Takes a key out of a text that comes in pieces, also where the pieces cut it: as much as may be a part of the key is held back. One for
/// each text.
/// </summary>
internal sealed class KeyFilter(KeyRedaction key)
{
    /// <summary>A shorter end of text that happens to be in the key is given at once.</summary>
    private const int Least = 4;

    // The end of what was given, as context, and what was held back.
    private string _given = "";
    private string _held = "";

    /// <summary>Takes a piece and gives what is certain of it, without the key.</summary>
    public string Accept(string piece)
    {
        var text = _held + piece;
        var tail = key.TailWithin(_given + text);
        return Give(text, tail < Least ? text.Length : Math.Max(0, text.Length - tail));
    }

    /// <summary>Gives what was held back, without the key.</summary>
    public string Finish() => Give(_held, _held.Length);

    private string Give(string text, int end)
    {
        var before = _given.Length;
        var all = _given + text[..end];
        _held = text[end..];
        _given = all[Math.Max(0, all.Length - key.Length)..];

        // What is held back is context too: a run that goes on there is one run.
        return key.Without(all + _held, before, all.Length);
    }
}
