using HeavySim.Core;

namespace HeavySim.Experiments;

/// <summary>What was spent; unknown is null.</summary>
/// <param name="Calls">Requests, retries included.</param>
/// <param name="InputTokens">Prompt tokens.</param>
/// <param name="OutputTokens">Generated tokens.</param>
/// <param name="Cost">US dollars.</param>
public sealed record ReportedUsage(int? Calls, long? InputTokens, long? OutputTokens, decimal? Cost)
{
    /// <summary>The same of a usage.</summary>
    public static ReportedUsage Of(Usage usage) => new(usage.Calls, usage.InputTokens, usage.OutputTokens, usage.Cost);
}
