namespace HeavySim.Verifier;

/// <summary>
/// Comparing notes: each agent sees the others' distinct solutions, anonymous and in an order of its own, and may revise its answer (Du et
/// al. 2023, arXiv:2305.14325, with distinct answers in place of all answers, so that numbers do not persuade).
/// </summary>
internal sealed class NotesCheck(int mostNotes, CrossCheckOptions options) : ICheckMethod
{
    public string Name => "notes";

    public IReadOnlyList<PlannedCheck> Plan(Problem problem, Ballot ballot, long seed)
    {
        var key = RandomKey.Of(seed).With(problem.Id).With(Name);
        return
        [
            .. CheckerDraw.Shuffled(options.Agents, key)
                .Select(agent => new PlannedCheck(
                    // A revision is a whole attempt, which no budget of checks cuts short.
                    Name, Turn: 0, Answers: 1, (_, token) => ReviseAsync(problem, ballot, agent, seed, key, token))),
        ];
    }

    private async Task<Finding> ReviseAsync(
        Problem problem, Ballot ballot, IAgent agent, long seed, RandomKey key, CancellationToken cancellationToken)
    {
        var own = ballot.Classes
            .SelectMany(static c => c.Members, static (c, m) => (Class: c, m.Attempt))
            .Where(m => m.Attempt.Agent.Index == agent.Card.Index)
            .OrderByDescending(static m => m.Attempt.Sample)
            .FirstOrDefault();
        var assignment = new Assignment
        {
            Problem = problem,
            Seed = seed,
            Sample = (own.Attempt?.Sample ?? 0) + 1,
            Notes = Notes(ballot, own.Class, own.Attempt, key.With(agent.Card.Index)),
        };
        var attempt = await AttemptAsync(agent, assignment, cancellationToken);
        return new Revision
        {
            Checker = agent.Card,
            Method = Name,
            Attempt = attempt,
            PreviousKey = own.Class?.Key,
            Usage = attempt.Usage,
            Elapsed = attempt.Elapsed,
            Text = attempt.Text,
            Problem = attempt.Answer is null ? attempt.Outcome.Explanation : null,
        };
    }

    /// <summary>The agent's own solution is among the notes, in its own words: it weighs it like the others.</summary>
    private List<Note> Notes(Ballot ballot, AnswerClass? ownClass, Attempt? ownAttempt, RandomKey key)
    {
        var shown = CheckerDraw.Ordered(ballot).Take(mostNotes).ToList();
        if (ownClass is not null && !shown.Contains(ownClass))
            shown[^1] = ownClass;
        return [.. CheckerDraw.Shuffled(shown, key).Select((c, i) =>
        {
            var exhibit = c == ownClass && ownAttempt?.Answer is { } answer
                ? new Exhibit(c.Key, answer.Text, Exhibit.Shorten(ownAttempt.Text, options.MaxSolutionLength))
                : Exhibit.Draw(c, key, options.MaxSolutionLength);
            return new Note(i + 1, exhibit.Answer, exhibit.Solution ?? "");
        })];
    }

    private async Task<Attempt> AttemptAsync(IAgent agent, Assignment assignment, CancellationToken cancellationToken)
    {
        var start = options.Time.GetTimestamp();
        using var deadline = options.CallDeadline is { } limit
            ? new CancellationTokenSource(limit, options.Time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await agent.AttemptAsync(assignment, progress: null, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested)
        {
            return Ended(Outcome.AtLimit("check", options.CallDeadline!.Value, late));
        }
        catch (Exception e)
        {
            // Agents do not throw; one that does must not sink the solve all the same.
            return Ended(new Outcome.Failed(FailureCause.Internal, e.GetType().Name));
        }

        Attempt Ended(Outcome outcome) => new()
        {
            ProblemId = assignment.Problem.Id,
            Agent = agent.Card,
            Sample = assignment.Sample,
            Outcome = outcome,
            Elapsed = options.Time.GetElapsedTime(start),
            Usage = new Usage { Calls = 1 },
        };
    }
}
