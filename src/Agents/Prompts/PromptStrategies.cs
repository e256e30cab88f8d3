namespace HeavySim.Agents;

/// <summary>
/// The strategies that come with the program. Different ways to one answer make errors less alike than one way asked often.
/// </summary>
public static class PromptStrategies
{
    /// <summary>All, in the order in which a roster deals them out.</summary>
    public static IReadOnlyList<PromptStrategy> All { get; } =
    [
        // The zero-shot chain of thought of Kojima et al. 2022.
        new("step-by-step", "Think step by step. Write each step down before you take the next one."),
        new("verify-with-a-check", "Solve the problem, then check your result by an independent way (put it back into the conditions, or "
            + "compute it differently). If the check fails, find the error and solve again."),
        new("work-backwards", "Work backwards: say what is asked, what would have to be known just before it, and so on until you reach "
            + "what is given. Then carry the chain out forwards."),
        new("plan-first", "First understand the problem and devise a plan in a few lines. Then carry the plan out step by step, watching "
            + "every calculation."),
        new("cases", "List the cases that can occur and make sure that none is missing. Work through each one, then put the results "
            + "together."),
        new("estimate-first", "First estimate what the answer should roughly be, and say why. Then work it out exactly, and compare; a "
            + "large difference means an error to be found."),
        new("restate", "First restate the problem in your own words, listing every given quantity and condition and what exactly is "
            + "asked. Then solve that."),
        new("definitions", "Name the definitions, laws or facts that apply before using them, and derive the answer from them alone."),
        new("direct", "Be brief: give only the steps that are needed, then the answer."),
    ];

    /// <summary>
    /// The bare question, with no system message and no word on how to go about it or how to state the answer: plain self-consistency is
    /// every agent with this one. Not dealt out unless it is named.
    /// </summary>
    public static PromptStrategy Plain { get; } = new("plain", "") { Template = PromptTemplate.Bare };

    /// <summary>Everything that can be named.</summary>
    private static IEnumerable<PromptStrategy> Known => All.Append(Plain);

    /// <summary>The strategies of the given names; all of them when there are none.</summary>
    /// <exception cref="HeavySimException">A name is not known; the message lists those that are.</exception>
    public static IReadOnlyList<PromptStrategy> Named(IReadOnlyCollection<string> names) =>
        Named(names, new Dictionary<string, PromptStrategy>(StringComparer.Ordinal));

    /// <summary>The same where there are strategies of one's own, too.</summary>
    /// <param name="names">The names.</param>
    /// <param name="own">The strategies of one's own by the names that they are asked for by.</param>
    internal static IReadOnlyList<PromptStrategy> Named(
        IReadOnlyCollection<string> names, IReadOnlyDictionary<string, PromptStrategy> own)
    {
        if (names.Count == 0)
            return All;

        return [.. names.Select(name => own.GetValueOrDefault(name)
            ?? Known.FirstOrDefault(strategy => strategy.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new HeavySimException(
                $"There is no strategy '{name}'; choose from "
                + $"{string.Join(", ", Known.Select(static strategy => strategy.Name).Concat(own.Keys))}."))];
    }
}
