namespace HeavySim.Simulation;

/// <summary>
/// How sure the model is of its tokens: their confidence in nats with twenty candidates, C = -mean log P (DeepConf, arXiv:2508.15260). A
/// problem, an answer and an attempt each have a level of their own; within an attempt the level drifts, and it may dip once. Drawn only
/// where log-probabilities are asked for, and then nothing else changes.
/// </summary>
public sealed record Logprobs
{
    /// <summary>Mean confidence at a problem that is always solved, in nats, 4 to 100; default 16.</summary>
    public double Mean { get; set; } = 16;

    /// <summary>A problem solved with probability p has HardDrop·(1-p) less, in nats; default 1.</summary>
    public double HardDrop { get; set; } = 1;

    /// <summary>Standard deviation over problems, in nats; default 1.</summary>
    public double ProblemSpread { get; set; } = 1;

    /// <summary>By how much right attempts are surer than wrong ones, in nats; default 0.4.</summary>
    public double Gap { get; set; } = .4;

    /// <summary>
    /// Standard deviation over the wrong answers to a problem, the same for all attempts that give one, in nats; default 0.3. It keeps the
    /// surest attempts from always being the right ones.
    /// </summary>
    public double AnswerSpread { get; set; } = .3;

    /// <summary>Standard deviation over attempts, in nats; default 0.6.</summary>
    public double AttemptSpread { get; set; } = .6;

    /// <summary>Standard deviation of the drift within an attempt, in nats; default 1.2.</summary>
    public double Drift { get; set; } = 1.2;

    /// <summary>Tokens after which the drift has forgotten all but 1/e of itself, 1 or more; default 1,500.</summary>
    public double DriftTokens { get; set; } = 1500;

    /// <summary>Standard deviation of single tokens about that, in nats; default 5.</summary>
    public double TokenSpread { get; set; } = 5;

    /// <summary>The share of wrong attempts that dip in one place, 0..1; default 0.6.</summary>
    public double WrongDips { get; set; } = .6;

    /// <summary>The share of right attempts that do, 0..1; default 0.15.</summary>
    public double RightDips { get; set; } = .15;

    /// <summary>How deep a dip is, in nats; default 2.</summary>
    public double DipDepth { get; set; } = 2;

    /// <summary>How long a dip is, in tokens, 1 or more; default 2,000.</summary>
    public int DipTokens { get; set; } = 2000;

    internal IEnumerable<string> Errors()
    {
        if (Mean is not (>= 4 and <= 100))
            yield return "logprobs.mean must be in 4..100";
        if (!double.IsFinite(HardDrop) || !double.IsFinite(Gap))
            yield return "logprobs.hardDrop and logprobs.gap must be finite numbers";
        if (ProblemSpread is not (>= 0 and <= 100) || AnswerSpread is not (>= 0 and <= 100) || AttemptSpread is not (>= 0 and <= 100)
            || Drift is not (>= 0 and <= 100) || TokenSpread is not (>= 0 and <= 100))
            yield return "logprobs.problemSpread, answerSpread, attemptSpread, drift and tokenSpread must be in 0..100";
        if (DriftTokens is not (>= 1 and <= 1e9))
            yield return "logprobs.driftTokens must be at least 1";
        if (WrongDips is not (>= 0 and <= 1) || RightDips is not (>= 0 and <= 1))
            yield return "logprobs.wrongDips and logprobs.rightDips must be in 0..1";
        if (DipDepth is not (>= 0 and <= 100))
            yield return "logprobs.dipDepth must be in 0..100";
        if (DipTokens < 1)
            yield return "logprobs.dipTokens must be at least 1";
    }
}
