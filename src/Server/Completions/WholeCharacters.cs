namespace HeavySim.Server.Completions;

/// <summary>Joins characters that a model cut between two updates: half a surrogate pair cannot be sent as UTF-8.</summary>
internal sealed class WholeCharacters
{
    private string _held = "";

    /// <summary>The text that can be sent now.</summary>
    public string Take(string text)
    {
        var all = _held.Length == 0 ? text : _held + text;
        var isCut = all.Length > 0 && char.IsHighSurrogate(all[^1]);
        _held = isCut ? all[^1..] : "";
        return isCut ? all[..^1] : all;
    }
}
