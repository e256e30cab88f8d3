using System.CommandLine;
using HeavySim.Core;
using HeavySim.Experiments;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Options;

/// <summary>What is to be computed anew from recorded samples, without asking anybody.</summary>
internal sealed class ReplayOptions
{
    /// <summary>Every rule whose replay needs counts only.</summary>
    private const string AllRules = "all-rules";

    private readonly Option<string?> _select = new("--select")
    {
        Description = "Let selectors choose again from the recorded candidates and findings: all, or names joined by commas.",
        HelpName = "selectors",
    };

    private readonly Option<string?> _stop = new("--stop")
    {
        Description = $"Let stop rules decide again over the recorded samples: {AllRules}, or rules joined by commas, as beta:.95,lead.",
        HelpName = "rules",
    };

    public void AddTo(Command command)
    {
        command.Add(_select);
        command.Add(_stop);
    }

    /// <exception cref="UsageException">There is no such selector or rule.</exception>
    public ReplaySettings Read(ParseResult parsed) => BadUsage.Of(() => new ReplaySettings(
        parsed.GetValue(_select) is { } selectors ? SelectorTable.Names(selectors) : null,
        parsed.GetValue(_stop) is { } rules ? Rules(rules) : null));

    private static IReadOnlyList<IStopRule> Rules(string list) =>
    [
        .. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static name => name.Equals(AllRules, StringComparison.OrdinalIgnoreCase) ? StopRuleCatalog.Names.Where(static n => !NeedsConfidences(n)) : [name])
            .Select(static name => NeedsConfidences(name)
                ? throw new UsageException("The stop rule 'confidence' looks at stated confidences, and the replay at answers only: it cannot be judged from a record.")
                : StopRuleCatalog.Parse(name))
            .DistinctBy(static rule => rule.Name),
    ];

    /// <summary>True for a rule that looks at stated confidences, which a replay of answers does not have.</summary>
    internal static bool NeedsConfidences(string rule) => rule.StartsWith("confidence", StringComparison.Ordinal);
}
