namespace HeavySim.Core;

/// <summary>How an attempt ended: a closed family. Only <see cref="Answered"/> votes; none but a graded answer is ever wrong.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Short lower-case name: "answered", "abstained", "timed-out", "failed", "over-budget", "cancelled", "cut".</summary>
    public abstract string Name { get; }

    /// <summary>One sentence on the cause for people, or null when there is nothing to explain.</summary>
    public abstract string? Explanation { get; }

    /// <summary>
    /// True when the attempt is over for good. False when it ended by what says nothing about the model (an endpoint's failure, a limit on
    /// one call or one attempt): then it counts as a try, and whoever goes on with the run asks again.
    /// </summary>
    internal bool IsSettled => this switch
    {
        Failed failed => failed.Cause.IsOfProblem(),
        TimedOut late => !TimedOut.UnsettledLimits.Contains(late.Limit),
        _ => true,
    };

    /// <summary>True when no other call to its endpoint can succeed either.</summary>
    internal bool IsFatal => this is Failed { Cause: var cause } && cause.IsFatal();

    /// <summary>
    /// True when an endpoint's failure ended it: the attempt is lost, where one that its own time limit ended was given all it may have.
    /// </summary>
    internal bool IsLost => !IsSettled && this is not TimedOut { Limit: "attempt" };

    /// <summary>
    /// What comes of a call that its caller ended when a limit of the caller's passed: the failure that it was waiting to get over, where
    /// it was not being made just then (a client says so by the inner exception), else the limit.
    /// </summary>
    internal static Outcome AtLimit(string limit, TimeSpan after, OperationCanceledException ended) =>
        ended.InnerException is ModelCallException failure
        ? new Failed(failure.Cause, $"{failure.Message} (no time for another try: {limit} limit of {after.TotalSeconds:0.###} s)")
        : new TimedOut(limit, after);

    /// <summary>The model gave an answer.</summary>
    /// <param name="Answer">The answer, extracted and canonical.</param>
    public sealed record Answered(Answer Answer) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "answered";

        /// <inheritdoc/>
        public override string? Explanation => null;
    }

    /// <summary>The model finished, or was cut at its token limit, and no answer could be read from its text.</summary>
    /// <param name="Reason">Why there is none, for people.</param>
    public sealed record Abstained(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "abstained";

        /// <inheritdoc/>
        public override string? Explanation => Reason;
    }

    /// <summary>One of our own time limits passed. The caller's cancellation is never reported as this.</summary>
    /// <param name="Limit">Which limit: "idle" and "call" of the client, "attempt", "check", "quorum" and "solve" of whoever asks.</param>
    /// <param name="After">The length of that limit.</param>
    public sealed record TimedOut(string Limit, TimeSpan After) : Outcome
    {
        /// <summary>The limits on one call or one attempt, which say nothing about the model.</summary>
        internal static IReadOnlyList<string> UnsettledLimits { get; } = ["idle", "call", "attempt"];

        /// <inheritdoc/>
        public override string Name => "timed-out";

        /// <inheritdoc/>
        public override string? Explanation => $"{Limit} limit of {After.TotalSeconds:0.###} s passed";
    }

    /// <summary>The endpoint or the agent failed.</summary>
    /// <param name="Cause">The kind of failure.</param>
    /// <param name="Message">What the endpoint said, safe to show: shortened, without markup and without keys.</param>
    public sealed record Failed(FailureCause Cause, string Message) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "failed";

        /// <inheritdoc/>
        public override string? Explanation => $"{Cause}: {Message}";
    }

    /// <summary>The attempt was not started, or was stopped, because a budget was used up.</summary>
    /// <param name="Budget">Which budget: "tokens", "cost", "calls", "time".</param>
    public sealed record OverBudget(string Budget) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "over-budget";

        /// <inheritdoc/>
        public override string? Explanation => $"{Budget} budget used up";
    }

    /// <summary>The attempt was cancelled: a stop rule fired, or the user cancelled.</summary>
    /// <param name="Reason">Who cancelled it.</param>
    public sealed record Cancelled(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "cancelled";

        /// <inheritdoc/>
        public override string? Explanation => Reason;
    }

    /// <summary>
    /// The attempt was ended while it ran, because the model grew unsure (the online cut of DeepConf, arXiv:2508.15260). What it had
    /// generated is paid for; it has no vote and is no sample.
    /// </summary>
    /// <param name="Reason">How far its confidence fell.</param>
    public sealed record Cut(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "cut";

        /// <inheritdoc/>
        public override string? Explanation => Reason;
    }
}
