using HeavySim.Experiments.Comparing;
using HeavySim.Orchestrator;

namespace HeavySim.Cli.Options;

/// <summary>What is to be computed anew from recorded samples, without asking anybody.</summary>
internal sealed class ReplayOptions
{
    /// <summary>Written in place of names: every rule with its usual parameter.</summary>
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

    private readonly NumberOption<int> _golds = new("--golds", NumberRange.AtLeast(0))
    {
        Description = "Fusion and all confidences may use the golds of so many problems, spread over how sure fusion is; a few tell what "
            + "agreement cannot: whether the crowd is right.",
        HelpName = "count",
    };

    public void AddTo(Command command)
    {
        command.Add(_golds);
        command.Add(_select);
        command.Add(_stop);
    }

    /// <exception cref="UsageException">There is no such selector or rule.</exception>
    public ReplaySettings Read(ParseResult parsed) => BadUsage.Of(() => new ReplaySettings(
        parsed.GetValue(_select) is { } selectors ? SelectorTable.Names(selectors)
            : parsed.GetValue(_golds) > 0 ? SelectorTable.Names(SelectorTable.All)
            : null,
        parsed.GetValue(_stop) is { } rules ? Rules(rules) : null,
        parsed.GetValue(_golds)));

    private static IReadOnlyList<IStopRule> Rules(string list) =>
    [
        .. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(static name => name.Equals(AllRules, StringComparison.OrdinalIgnoreCase) ? StopRuleCatalog.Names : [name])
            .Select(StopRuleCatalog.Parse)
            .DistinctBy(static rule => rule.Name),
    ];
}
