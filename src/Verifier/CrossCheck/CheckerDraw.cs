namespace HeavySim.Verifier;

/// <summary>Who checks what, drawn by key.</summary>
internal static class CheckerDraw
{
    /// <summary>Checkers in drawn order, without those who gave one of the answers.</summary>
    public static IReadOnlyList<Checker> Strangers(IReadOnlyList<Checker> checkers, IEnumerable<AnswerClass> answers, RandomKey key)
    {
        var authors = answers.SelectMany(static a => a.Members).Select(static m => m.Attempt.Agent.Index).ToHashSet();
        return Shuffled(checkers.Where(c => !authors.Contains(c.Card.Index)), key);
    }

    /// <summary>A judge of two answers: one that gave neither of them where there is one; null only where there is nobody.</summary>
    public static Checker? Neutral(IReadOnlyList<Checker> checkers, AnswerClass[] pair, RandomKey key) =>
        Strangers(checkers, pair, key) is [var stranger, ..] ? stranger : Shuffled(checkers, key).FirstOrDefault();

    /// <summary>Items in an order drawn from the key; their given order must not depend on arrival.</summary>
    public static IReadOnlyList<T> Shuffled<T>(IEnumerable<T> items, RandomKey key)
    {
        var shuffled = items.ToArray();
        var stream = key.With("order").Open();
        stream.Shuffle<T>(shuffled);
        return shuffled;
    }

    /// <summary>The classes to check: most votes first, equals by key, whoever came first.</summary>
    public static IEnumerable<AnswerClass> Ordered(Ballot ballot) =>
        ballot.Classes.OrderByDescending(static c => c.Votes).ThenBy(static c => c.Key, StringComparer.Ordinal);
}
