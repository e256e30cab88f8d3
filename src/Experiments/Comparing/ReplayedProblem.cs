using HeavySim.Statistics.Stopping;

namespace HeavySim.Experiments.Comparing;

/// <summary>What a stop rule would have made of one recorded problem, and what the samples it asks for cost.</summary>
/// <param name="Id">The problem's id.</param>
/// <param name="Outcome">The vote at the stop, and the samples drawn.</param>
/// <param name="Full">The accuracy of the vote over as many samples as the rule might have drawn.</param>
/// <param name="Tokens">Expected tokens of the samples drawn, in and out; null where some are not known.</param>
/// <param name="OutputTokens">Expected output tokens of the samples drawn; null where some are not known.</param>
/// <param name="Cost">Their expected price in US dollars; null where some are not known.</param>
internal sealed record ReplayedProblem(string Id, StopOutcome Outcome, double Full, double? Tokens, double? OutputTokens, double? Cost);
