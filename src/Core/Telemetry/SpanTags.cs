namespace HeavySim.Core;

/// <summary>The names of what our spans say. Texts of problems, prompts and answers are not among them.</summary>
internal static class SpanTags
{
    /// <summary>The problem's id.</summary>
    public const string Problem = "heavysim.problem.id";

    /// <summary>The agent's place in the roster, from 1 as people count.</summary>
    public const string Agent = "heavysim.agent";

    /// <summary>Its prompt strategy.</summary>
    public const string Strategy = "heavysim.strategy";

    /// <summary>The number of the sample, where it is not the agent's first.</summary>
    public const string Sample = "heavysim.sample";

    /// <summary>How it ended, in a word.</summary>
    public const string Outcome = "heavysim.outcome";

    /// <summary>What stopped a solve before every attempt was in.</summary>
    public const string Stopped = "heavysim.stop.reason";

    /// <summary>Requests sent, retries included.</summary>
    public const string Calls = "heavysim.calls";

    /// <summary>Prompt tokens of all calls of it. Not under the convention's name: who adds that up would count them twice.</summary>
    public const string InputTokens = "heavysim.tokens.input";

    /// <summary>Generated tokens of all calls of it.</summary>
    public const string OutputTokens = "heavysim.tokens.output";

    /// <summary>True when a count is our estimate.</summary>
    public const string IsEstimated = "heavysim.tokens.estimated";
}
