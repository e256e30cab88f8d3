using System.Text.Json.Serialization;

namespace HeavySim.Records.Recorded;

/// <summary>A ballot as JSON: its members by agent and sample, since their attempts are recorded beside it.</summary>
internal sealed record BallotRecord(IReadOnlyList<BallotRecord.ClassRecord>? Classes, int Silent, int Outstanding)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Unasked { get; init; }

    public static BallotRecord Of(Ballot ballot) => new(
        [.. ballot.Classes.Select(static c =>
            new ClassRecord(c.Key, c.Text, [.. c.Members.Select(static m => new Member(m.Attempt.Agent.Index, m.Attempt.Sample))]))],
        ballot.Silent,
        ballot.Outstanding)
    {
        Unasked = ballot.Unasked,
    };

    /// <summary>The ballot over the attempts at hand.</summary>
    public Ballot ToBallot(IEnumerable<Attempt> attempts)
    {
        var byMember = new Dictionary<Member, Attempt>();
        foreach (var attempt in attempts)
            byMember.TryAdd(new Member(attempt.Agent.Index, attempt.Sample), attempt);

        // A class is never empty: what none of the attempts at hand gave is left out.
        return new Ballot
        {
            Classes = [.. (Classes ?? []).Select(c => c.ToClass(byMember)).Where(static c => c.Votes > 0)],
            Silent = Silent,
            Outstanding = Outstanding,
            Unasked = Unasked,
        };
    }

    /// <summary>An answer class.</summary>
    internal sealed record ClassRecord(string Key, string Text, IReadOnlyList<Member>? Members)
    {
        public AnswerClass ToClass(Dictionary<Member, Attempt> attempts) => new(
            Key,
            Text,
            [.. (Members ?? []).Where(attempts.ContainsKey).Select(m => attempts[m])
                .SelectMany(static a => a.Answer is { } answer ? [new Candidate(answer, a)] : Array.Empty<Candidate>())]);
    }

    /// <summary>Who voted.</summary>
    internal sealed record Member(int Agent, int Sample);
}
