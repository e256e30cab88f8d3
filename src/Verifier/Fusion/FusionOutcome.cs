namespace HeavySim.Verifier;

/// <summary>How right each method was on one problem it was not learned on, in 0..1: ties at their expectation, repeats averaged.</summary>
/// <param name="ProblemId">The problem's id.</param>
/// <param name="Vote">The plain vote.</param>
/// <param name="BestMember">The member that was best on the training folds.</param>
/// <param name="Logit">The learned logits.</param>
/// <param name="Fusion">What is really delivered.</param>
internal sealed record FusionOutcome(string ProblemId, double Vote, double BestMember, double Logit, double Fusion);
