namespace HeavySim.Core;

/// <summary>What happens during a solve, in order: a closed family.</summary>
public abstract record SolveEvent
{
    private SolveEvent()
    {
    }

    /// <summary>The problem it is about.</summary>
    public required string ProblemId { get; init; }

    /// <summary>When, from the beginning of the solve, on the clock of its world.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>The solve began.</summary>
    public sealed record Started(Problem Problem, IReadOnlyList<AgentCard> Agents) : SolveEvent;

    /// <summary>
    /// A further round began, numbered from 1 after the first: so many agents are asked, each shown something of the round before.
    /// </summary>
    public sealed record RoundStarted(int Round, int Attempts) : SolveEvent;

    /// <summary>An agent got a call slot and began.</summary>
    public sealed record AttemptStarted(int Agent) : SolveEvent;

    /// <summary>An agent's model produced tokens.</summary>
    public sealed record Progress(int Agent, AttemptProgress Tokens) : SolveEvent;

    /// <summary>An attempt ended, with an answer or without.</summary>
    public sealed record AttemptEnded(Attempt Attempt) : SolveEvent;

    /// <summary>The vote changed.</summary>
    public sealed record Voted(Ballot Ballot) : SolveEvent;

    /// <summary>The solve stopped before every attempt was in.</summary>
    public sealed record Stopped(string Reason) : SolveEvent;

    /// <summary>A cross-check found something.</summary>
    public sealed record Checked(Finding Finding) : SolveEvent;

    /// <summary>A node of a search tree is new, or has become something else.</summary>
    public sealed record Grown(SearchNode Node) : SolveEvent;

    /// <summary>The ensemble has chosen; always the last event of a solve.</summary>
    public sealed record Solved(Solution Solution) : SolveEvent;
}
