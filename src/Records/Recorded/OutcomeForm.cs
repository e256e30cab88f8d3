namespace HeavySim.Records.Recorded;

/// <summary>
/// An outcome as flat fields: its name, and what else its case holds. The answer of an answered attempt is kept beside it.
/// </summary>
/// <param name="Name">As <see cref="Outcome.Name"/>.</param>
/// <param name="Cause">The limit that passed, the kind of failure or the budget used up, or null.</param>
/// <param name="Message">The reason in words, or null.</param>
/// <param name="After">The length of the limit that passed, or null.</param>
internal readonly record struct OutcomeForm(string Name, string? Cause, string? Message, TimeSpan? After)
{
    private const string AnsweredName = "answered";

    public static OutcomeForm Of(Outcome outcome) => outcome switch
    {
        Outcome.Abstained abstained => new(outcome.Name, null, abstained.Reason, null),
        Outcome.TimedOut late => new(outcome.Name, late.Limit, null, late.After),
        Outcome.Failed failed => new(outcome.Name, failed.Cause.ToString(), failed.Message, null),
        Outcome.OverBudget over => new(outcome.Name, over.Budget, null, null),
        Outcome.Cancelled cancelled => new(outcome.Name, null, cancelled.Reason, null),
        Outcome.Cut cut => new(outcome.Name, null, cut.Reason, null),
        _ => new(outcome.Name, null, null, null),
    };

    /// <summary>The outcome, or null when the name is none or the answer it needs is missing.</summary>
    public Outcome? ToOutcome(Answer? answer) => Name switch
    {
        AnsweredName => answer is null ? null : new Outcome.Answered(answer),
        "abstained" => new Outcome.Abstained(Message ?? ""),
        "timed-out" => new Outcome.TimedOut(Cause ?? "", After ?? TimeSpan.Zero),
        "failed" => new Outcome.Failed(
            Enum.TryParse<FailureCause>(Cause, ignoreCase: true, out var cause) ? cause : FailureCause.Internal, Message ?? ""),
        "over-budget" => new Outcome.OverBudget(Cause ?? ""),
        "cancelled" => new Outcome.Cancelled(Message ?? ""),
        "cut" => new Outcome.Cut(Message ?? ""),
        _ => null,
    };
}
