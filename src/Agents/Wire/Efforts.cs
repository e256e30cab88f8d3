namespace HeavySim.Agents;

/// <summary>How much a model is asked to reason, in the protocols' words.</summary>
internal static class Efforts
{
    /// <summary>The words, for people.</summary>
    public const string Words = "none, low, medium, high, xhigh";

    /// <summary>The word, or null for the model's own way.</summary>
    public static string? WordFor(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => null,
    };

    /// <summary>What a word says, or null for a word that is none of them.</summary>
    public static ReasoningEffort? Named(string word) =>
        Enum.GetValues<ReasoningEffort>().Cast<ReasoningEffort?>().FirstOrDefault(effort => WordFor(effort) == word);
}
