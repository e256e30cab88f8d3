namespace HeavySim.Core;

/// <summary>
/// The state of the vote on one problem: the answer classes so far, most votes first (ties in order of first arrival), and what is
/// still out. Immutable.
/// </summary>
public sealed record Ballot
{
    /// <summary>Answer classes, most votes first.</summary>
    public required IReadOnlyList<AnswerClass> Classes { get; init; }

    /// <summary>Attempts that ended without an answer (abstained, failed, timed out, cancelled).</summary>
    public int Silent { get; init; }

    /// <summary>How many attempts may still come in.</summary>
    public required int Outstanding { get; init; }

    /// <summary>
    /// Agents that were not asked, or not heard to their end, because the vote was over: what they would have said is not known.
    /// </summary>
    public int Unasked { get; init; }

    /// <summary>Answers so far.</summary>
    public int Votes => Classes.Sum(static c => c.Votes);

    /// <summary>The class in front, or null before the first answer.</summary>
    public AnswerClass? Leader => Classes.Count > 0 ? Classes[0] : null;

    /// <summary>Votes of the leader.</summary>
    public int LeaderVotes => Classes.Count > 0 ? Classes[0].Votes : 0;

    /// <summary>Votes of the runner-up, 0 when there is none.</summary>
    public int RunnerUpVotes => Classes.Count > 1 ? Classes[1].Votes : 0;

    /// <summary>A ballot with nothing in it yet.</summary>
    /// <param name="outstanding">How many attempts will come in.</param>
    public static Ballot Empty(int outstanding) => new() { Classes = [], Outstanding = outstanding };

    /// <summary>The ballot after one more attempt has ended.</summary>
    public Ballot With(Attempt attempt)
    {
        var outstanding = Math.Max(0, Outstanding - 1);
        if (attempt.Answer is not { } answer)
            return this with { Silent = Silent + 1, Outstanding = outstanding };

        var candidate = new Candidate(answer, attempt);
        var classes = new List<AnswerClass>(Classes.Count + 1);
        classes.AddRange(Classes);
        var at = classes.FindIndex(c => string.Equals(c.Key, answer.Key, StringComparison.Ordinal));
        if (at < 0)
        {
            classes.Add(new AnswerClass(answer.Key, answer.Text, [candidate]));
            return this with { Classes = classes, Outstanding = outstanding };
        }

        var grown = classes[at] with { Members = [.. classes[at].Members, candidate] };
        classes.RemoveAt(at);
        // Step over those it now outvotes; whoever got to this count first stays in front.
        while (at > 0 && classes[at - 1].Votes < grown.Votes)
            at--;
        classes.Insert(at, grown);
        return this with { Classes = classes, Outstanding = outstanding };
    }

    /// <summary>
    /// The ballot without the programs that fail a test which their question shows, where any passes them all: what selectors choose from.
    /// </summary>
    internal Ballot Hopeful() =>
        Classes.Any(static c => BehaviourKey.Fails(c.Key)) && Classes.Any(static c => BehaviourKey.Is(c.Key) && !BehaviourKey.Fails(c.Key))
            ? this with { Classes = [.. Classes.Where(static c => !BehaviourKey.Fails(c.Key))] }
            : this;

    /// <summary>The ballot of a whole list of attempts, in their order.</summary>
    public static Ballot Of(IReadOnlyCollection<Attempt> attempts)
    {
        // The same as one after the other, at once: of equally many votes, who came to that number first stands in front.
        var classes = new Dictionary<string, (List<Candidate> Members, int Last)>(StringComparer.Ordinal);
        var silent = 0;
        foreach (var (place, attempt) in attempts.Index())
        {
            if (attempt.Answer is not { } answer)
            {
                silent++;
                continue;
            }

            var members = classes.TryGetValue(answer.Key, out var grown) ? grown.Members : [];
            members.Add(new Candidate(answer, attempt));
            classes[answer.Key] = (members, place);
        }

        return new Ballot
        {
            Classes =
            [
                .. classes.Values.OrderByDescending(static c => c.Members.Count).ThenBy(static c => c.Last)
                    .Select(static c => new AnswerClass(c.Members[0].Answer.Key, c.Members[0].Answer.Text, c.Members)),
            ],
            Silent = silent,
            Outstanding = 0,
        };
    }
}
