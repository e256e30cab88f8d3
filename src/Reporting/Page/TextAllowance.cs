namespace HeavySim.Reporting;

/// <summary>How much of each recorded text a page can carry: short texts whole, and long ones cut at one common length.</summary>
internal sealed class TextAllowance
{
    /// <summary>What the problems' details may take of the page, packed, in characters.</summary>
    public const long MostPacked = 11_000_000;

    // Texts of one problem repeat each other: gzip and base64 together leave a third, and less, of what language models write.
    private const long MostCharacters = 3 * MostPacked;
    private const int Longest = 40_000;
    private const int Shortest = 60;

    private readonly long _fair;
    private long _left = MostPacked;
    private int _problems;

    /// <summary>Divides the room.</summary>
    /// <param name="lengths">The lengths of all texts.</param>
    /// <param name="problems">How many problems will be packed.</param>
    public TextAllowance(IEnumerable<int> lengths, int problems)
    {
        _problems = Math.Max(1, problems);
        _fair = MostPacked / _problems;
        CharactersPerText = CommonLength([.. lengths.Order()]);
    }

    /// <summary>The most characters kept of a text.</summary>
    public int CharactersPerText { get; }

    /// <summary>
    /// Packs one problem. Where texts pack worse than expected, the room left per problem falls behind and texts are cut in proportion, so
    /// that the room is never used up; a problem that takes more than three fair shares is packed again with less.
    /// </summary>
    /// <param name="pack">Packs with so many characters per text.</param>
    public string Pack(Func<int, string> pack)
    {
        var share = _left / Math.Max(1, _problems);
        var characters = (int)Math.Clamp(CharactersPerText * share / Math.Max(1, _fair), Shortest, CharactersPerText);
        var packed = pack(characters);
        while (packed.Length > 3 * share && characters > Shortest)
        {
            characters = Math.Max(Shortest, characters / 2);
            packed = pack(characters);
        }

        _left = Math.Max(0, _left - packed.Length);
        _problems--;
        return packed;
    }

    /// <summary>The largest length such that all texts, cut to it, fit.</summary>
    private static int CommonLength(IReadOnlyList<int> ascending)
    {
        var left = MostCharacters;
        for (var i = 0; i < ascending.Count; i++)
        {
            var share = left / (ascending.Count - i);
            if (ascending[i] > share)
                return (int)Math.Clamp(share, Shortest, Longest);
            left -= ascending[i];
        }

        return Longest;
    }
}
