using System.Runtime.CompilerServices;

namespace HeavySim.Verifier;

/// <summary>A member of the panel as the training data showed it.</summary>
/// <param name="Name">Its name, by <see cref="NameOf"/>.</param>
/// <param name="Answers">How many answers it gave.</param>
/// <param name="Correct">How many of them were right.</param>
internal sealed record FusionMember(string Name, int Answers, int Correct)
{
    // An agent is named once, for thousands of answers.
    private static readonly ConditionalWeakTable<AgentCard, string> Names = [];

    /// <summary>Log odds of an answer of this member being right, smoothed by one right and one wrong answer more.</summary>
    public double Ability => Math.Log((Correct + 1.0) / (Answers - Correct + 1.0));

    /// <summary>
    /// The name under which an agent is learned: its model and strategy. Agents alike in both are exchangeable and share a weight.
    /// </summary>
    public static string NameOf(AgentCard card) => card.Strategy.Length == 0 ? card.Model
        : Names.GetValue(card, static c => $"{c.Model} ({c.Strategy})");
}
