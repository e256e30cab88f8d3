namespace HeavySim.Verifier;

/// <summary>
/// One problem with the distinct answers a panel gave to it: what fusion is learned from and used on. Independent of any store.
/// </summary>
internal sealed record FusionProblem
{
    /// <summary>The problem's id; keys nothing but messages.</summary>
    public required string Id { get; init; }

    /// <summary>The distinct answers; empty when every member was silent.</summary>
    public required IReadOnlyList<FusionAnswer> Answers { get; init; }

    /// <summary>A problem from a row of answers, one per member.</summary>
    /// <param name="id">The problem's id.</param>
    /// <param name="members">The members' names, in the order of <paramref name="answers"/>.</param>
    /// <param name="answers">Each member's answer key, or null where it gave none.</param>
    /// <param name="isCorrect">Whether an answer key is right.</param>
    public static FusionProblem Of(string id, IReadOnlyList<string> members, IReadOnlyList<string?> answers, Func<string, bool> isCorrect)
    {
        if (members.Count != answers.Count)
            throw new ArgumentException($"Problem {id} has {answers.Count} answers of {members.Count} members.", nameof(answers));

        return new FusionProblem
        {
            Id = id,
            Answers = [.. answers
                .Zip(members, (key, member) => (Key: key, Member: member))
                .Where(static x => x.Key is not null)
                .GroupBy(static x => x.Key!, static x => x.Member, StringComparer.Ordinal)
                .Select(g => new FusionAnswer { Key = g.Key, Members = [.. g], IsCorrect = isCorrect(g.Key) })],
        };
    }
}
