namespace HeavySim.Verifier.Answers;

/// <summary>
/// What the gold of a problem names: the unknowns in the order in which it gives them, or what is measured. Answers that name nothing are
/// about the same; answers that name another thing are not.
/// </summary>
/// <param name="Unknowns">The names of several solved variables in the order of the gold, or none.</param>
/// <param name="Name">What its value is of: \cos\theta, f(4), |PQ|; null where it does not say.</param>
/// <param name="Share">How it writes a share of a whole, which answers may write in the other way.</param>
/// <param name="Turns">The words that turn its value round: a decrease, north.</param>
internal sealed record Subject(IReadOnlyList<string> Unknowns, string? Name, PercentForm Share, IReadOnlyList<(int Set, int Word)> Turns)
{
    /// <summary>Of a gold that names nothing.</summary>
    public static readonly Subject None = new([], null, PercentForm.None, []);

    /// <summary>What a gold names.</summary>
    public static Subject Of(string bare)
    {
        if (bare.Length > MathForm.MaxLength)
            return None;

        var share = PercentForm.Of(bare);
        var turns = Polarity.Of(bare);
        if (!bare.Contains('=', StringComparison.Ordinal))
            return share == PercentForm.None && turns.Count == 0 ? None : None with { Share = share, Turns = turns };

        return new Subject(
            MathParser.Parse(bare) is { } node ? Assignment.NamesIn(node) : [],
            Naming.NameOf(bare) ?? Naming.AssignedIn(bare), share, turns);
    }

    /// <summary>The key of an answer to such a gold: as of any answer, unless it gives values in order, or names another thing.</summary>
    /// <param name="bare">The bare answer.</param>
    /// <param name="keyOf">The key of an answer that stands for itself.</param>
    public string KeyOf(string bare, Func<string, string> keyOf)
    {
        if (Unknowns.Count > 1 && bare.Length <= MathForm.MaxLength && MathParser.Parse(bare) is { } node
            && Assignment.KeyInOrder(node, Unknowns) is { } assigned)
            return assigned;

        var key = Share.KeyOf(bare, keyOf(bare));
        // a = 3, c = -2 says nothing of b.
        if (Unknowns.Count > 1 && bare.Contains('=', StringComparison.Ordinal) && bare.Length <= MathForm.MaxLength
            && MathParser.Parse(bare) is { } named && Assignment.NamesIn(named) is { Count: > 1 } names
            && !names.Order(StringComparer.Ordinal).SequenceEqual(Unknowns.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return $"{key} of {string.Join(',', names)}";
        if (Polarity.IsOpposite(Turns, bare))
            return $"{key} turned";

        return Name is not null && (Naming.NameOf(bare) ?? Naming.AssignedIn(bare)) is { } other && Naming.Differ(Name, other)
            ? $"{key} of {other}" : key;
    }
}
