namespace HeavySim.Orchestrator;

/// <summary>How a problem is solved: limits, stop rule, cross-check and selector.</summary>
public sealed record SolveOptions
{
    /// <summary>The seed of the run; every random choice follows from it.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Longest time for one attempt, its retries included but not its wait for a slot; null for none. Default 10 minutes.
    /// </summary>
    public TimeSpan? AttemptDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often an attempt is made that an endpoint's failure ended, after all tries of its calls, at least 1 (the default). Each time has
    /// the whole deadline.
    /// </summary>
    public int MaxTries { get; init; } = 1;

    /// <summary>Longest time for all attempts of a problem, from its first slot; null (the default) for none.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>When to stop waiting for stragglers; null (the default) waits for each until its own deadline.</summary>
    public QuorumOptions? Quorum { get; init; }

    /// <summary>When an agent gets a second try beside its first. Null (the default) for never.</summary>
    public HedgeOptions? Hedge { get; init; }

    /// <summary>How many agents begin at a time; all at once by default.</summary>
    public Waves Waves { get; init; } = Waves.All;

    /// <summary>When more attempts are not worth it.</summary>
    public required IStopRule Stop { get; init; }

    /// <summary>When an attempt is ended because its model grew unsure. Null (the default) for never.</summary>
    public ConfidenceCut? Cut { get; init; }

    /// <summary>Who tells programs by what they do, or null where none can be run: then they are told by their text.</summary>
    public IProgramExaminer? Programs { get; init; }

    /// <summary>Who fuses the answers.</summary>
    public required ISelector Selector { get; init; }

    /// <summary>Who checks them, or null for nobody.</summary>
    public ICrossChecker? CrossChecker { get; init; }

    /// <summary>Who decides which problems are worth a check, or null (the default) where all are.</summary>
    internal ICheckGate? CheckGate { get; init; }

    /// <summary>
    /// How often the agents compare notes and may revise, 0 (the default) or more; a round in which nobody changes is the last.
    /// </summary>
    public int Rounds { get; init; }

    /// <summary>
    /// Who lets them compare notes: a cross-check whose findings are <see cref="Revision"/>s. Needed when there are rounds.
    /// </summary>
    public ICrossChecker? Reviser { get; init; }

    /// <summary>How attempts learn from each other in rounds, or null (the default) where all answer afresh.</summary>
    internal IRoundPlan? Plan { get; init; }

    /// <summary>What of an earlier attempt is shown to a later one; its text, or else its answer, where nobody says more.</summary>
    internal Func<Attempt, EarlierForm, string> Shows { get; init; } = static (attempt, _) => attempt.Text ?? attempt.Answer?.Text ?? "";

    /// <summary>Caps on what one problem may cost, cross-check included; none by default.</summary>
    public SpendingLimits Budget { get; init; } = SpendingLimits.None;

    /// <summary>What the whole run has spent and may spend, shared by its problems; null when nobody counts.</summary>
    public Spending? RunSpending { get; init; }

    /// <summary>True to stream <see cref="SolveEvent.Progress"/>; a run over many problems has nobody to show it to.</summary>
    public bool ReportsProgress { get; init; }
}
