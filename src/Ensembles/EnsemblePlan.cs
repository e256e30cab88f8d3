using System.Collections.Concurrent;
using System.Globalization;
using HeavySim.Ensembles.Endpoints;
using HeavySim.Ensembles.Modes;
using HeavySim.Ensembles.Rosters;
using HeavySim.Orchestrator;
using HeavySim.Verifier;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace HeavySim.Ensembles;

/// <summary>Options with their mode worked in, and everything that was written as text read: what an ensemble is made of.</summary>
internal sealed record EnsemblePlan
{
    private const double UsualAttemptSeconds = 1800;
    private const int UsualAgents = 8;
    private const int UsualConcurrency = 32;

    public required int Agents { get; init; }

    /// <summary>False where a written roster may say how many there are.</summary>
    public required bool AreAgentsGiven { get; init; }

    public required IReadOnlyList<string> Endpoints { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public required long Seed { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>The prompt strategies that were asked for, or null for the mode's.</summary>
    public required IReadOnlyList<PromptStrategy>? Strategies { get; init; }

    public required string? Tools { get; init; }

    /// <summary>The search tree, or null when the agents answer as they are.</summary>
    public required TreeShape? Tree { get; init; }

    public required string Select { get; init; }

    public required string Check { get; init; }

    /// <summary>False where the cross-check is the mode's, and so left out where nobody can check.</summary>
    public required bool IsCheckGiven { get; init; }

    /// <summary>Messages of one's own for checks, by the check's name; empty for the usual ones.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ChatMessage>> CheckWordings { get; init; }

    /// <summary>What the settings of a run say of <see cref="CheckWordings"/>, or null.</summary>
    public required string? CheckWording { get; init; }

    /// <summary>The share of all output tokens that the cross-check may take, or null for no limit.</summary>
    public required double? CheckShare { get; init; }

    public required int Rounds { get; init; }

    /// <summary>How attempts go on from each other in rounds, or null.</summary>
    public required IRoundPlan? RoundPlan { get; init; }

    public required IStopRule Stop { get; init; }

    public required Waves Waves { get; init; }

    /// <summary>Which log-probabilities are asked for, or null for none.</summary>
    public required LogprobTerms? Logprobs { get; init; }

    /// <summary>When an attempt is ended because its model grew unsure, or null for never.</summary>
    public required ConfidenceCut? Cut { get; init; }

    public required TimeSpan? Deadline { get; init; }

    public required TimeSpan AttemptDeadline { get; init; }

    /// <summary>How long an endpoint is waited for that serves nobody, or null for the endpoint's own.</summary>
    public required TimeSpan? Patience { get; init; }

    /// <summary>Threads that compute a model file's tokens, or null for as many as the machine suggests.</summary>
    public required int? Threads { get; init; }

    /// <summary>The chat template of model files by name, or null for their own.</summary>
    public required string? Template { get; init; }

    /// <summary>What ends with the ensemble.</summary>
    public ConcurrentStack<IDisposable> Owned { get; } = new();

    /// <summary>What is left out, refused by real endpoints or of no use, in a line each; whoever reads takes them.</summary>
    public ConcurrentQueue<string> Notices { get; } = new();

    /// <summary>What the real endpoints are waited for at present.</summary>
    public EndpointWaits Waits { get; } = new();

    /// <summary>What ended all work at the real endpoints.</summary>
    public EndpointFailures Failures { get; } = new();

    public required double? QuorumShare { get; init; }

    /// <summary>The percentile of an endpoint's latencies past which an agent gets a second try, or null.</summary>
    public required double? HedgePercentile { get; init; }

    public required SpendingLimits Budget { get; init; }

    public required SpendingLimits ProblemBudget { get; init; }

    public required int Concurrency { get; init; }

    public required double? Temperature { get; init; }

    public required int? MaxOutputTokens { get; init; }

    public required ConfigurationFile Config { get; init; }

    /// <summary>The folder where answers are kept and found again, or null.</summary>
    public required string? Cache { get; init; }

    /// <summary>Where requests and answers are logged, or null.</summary>
    public required ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>True when a problem is decided with what others have shown.</summary>
    public bool LearnsFromProblems => SelectorCatalog.Learns(Select) || CheckShare is not null;

    /// <summary>True when something that was chosen wants to know how sure the agents are.</summary>
    public bool AsksConfidence => Mode.AsksConfidence || Select == "confidence" || Stop.Name.Split(':')[0] is "confidence" or "dial";

    /// <exception cref="EnsembleOptionsException">Names every option that is wrong.</exception>
    public static EnsemblePlan Of(EnsembleOptions options)
    {
        var config = ConfigurationFile.Read(options.Config);
        var mode = Mode.Named(options.Mode ?? "heavy", config);
        var faults = new List<EnsembleFault>();
        var attempt = options.AttemptDeadline ?? UsualAttemptSeconds;
        var cut = options.Cut is null ? null : Read("cut", options.Cut, ConfidenceCut.Parse, new ConfidenceCut());
        var tree = options.Tree is null ? null : Read("tree", options.Tree, TreeShape.Parse, TreeShape.Parse("default"));
        var written = options.Rounds ?? mode.Rounds ?? "0";
        var notes = RoundsText.NotesOf(written);
        var rounds = notes is null ? Read<IRoundPlan?>("rounds", written, RoundPlanCatalog.Parse, null) : null;
        var stop = options.Stop ?? mode.Stop;
        // Two ways that end differently are two votes: how good each way looked has to decide. What rounds end in, its last round has
        // weighed already.
        var cutSelect = cut is null ? null : string.Create(
            CultureInfo.InvariantCulture, $"deepconf:lowest:keep={cut.Keep}:warmup={cut.WarmUp}");
        var select = options.Select
            ?? (tree is not null ? "confidence" : notes is null ? "vote" : cutSelect ?? mode.Select ?? "vote");
        var logprobs = options.Logprobs is { } terms ? Read("logprobs", terms, LogprobTerms.Parse, LogprobTerms.Usual)
            : cut is not null ? LogprobTerms.Usual with { Window = cut.Window }
            : SelectorCatalog.ReadsTokens(select) ? LogprobTerms.Usual
            : null;
        // A mode's cross-check is for its selector: one that would not read the findings does not pay for them, nor does a tree, which
        // judges as it grows.
        var usualCheck = tree is null && notes is not null && SelectorCatalog.ReadsChecks(select) ? mode.Check : null;
        var wordings = WrittenPrompts.Checkers(config);
        var plan = new EnsemblePlan
        {
            Agents = mode.HasFixedSize ? mode.Agents ?? 1 : options.Agents ?? mode.Agents ?? rounds?.Widths[0] ?? UsualAgents,
            AreAgentsGiven = mode.HasFixedSize || options.Agents is not null || rounds is not null,
            Endpoints = options.Endpoints ?? [],
            Models = options.Models ?? [],
            Seed = options.Seed ?? 1,
            Mode = mode,
            Strategies = StrategyChoice.Of(options, config, faults),
            Tools = options.Tools,
            Tree = tree,
            Select = Read("select", select, SelectorCatalog.Validated, "vote"),
            Check = Read("check", options.Check ?? usualCheck ?? "none", CrossCheckCatalog.Validated, "none"),
            IsCheckGiven = options.Check is not null,
            CheckWordings = wordings.Wordings,
            CheckWording = wordings.Description,
            CheckShare = options.CheckShare,
            Rounds = notes ?? 0,
            RoundPlan = rounds,
            Stop = Read(
                "stop", stop ?? (rounds is null ? options.UsualStop : "all"), StopRuleCatalog.Parse, StopRuleCatalog.Parse("all")),
            // Who is to be cut begins once it is known where.
            Waves = Read("waves", options.Waves ?? mode.Waves ?? (cut is null ? "all" : $"{cut.WarmUp},32"), Waves.Parse, Waves.All),
            Logprobs = logprobs,
            Cut = cut,
            Deadline = Seconds("deadline", options.Deadline, OptionRanges.Deadline),
            AttemptDeadline = Seconds("attemptDeadline", attempt, OptionRanges.AttemptDeadline) ?? default,
            Patience = Seconds("patience", options.Patience, OptionRanges.Patience),
            QuorumShare = options.Quorum,
            HedgePercentile = options.Hedge,
            Budget = ReadBudget("budget", options.Budget),
            ProblemBudget = ReadBudget("problemBudget", options.ProblemBudget),
            Concurrency = options.Concurrency ?? UsualConcurrency,
            Temperature = options.Temperature,
            MaxOutputTokens = options.MaxTokens,
            Threads = options.Threads,
            Template = options.Template,
            Config = config,
            Cache = options.Cache,
            LoggerFactory = options.LoggerFactory,
        };
        Count("agents", plan.Agents, OptionRanges.Agents);
        Within("quorum", options.Quorum, OptionRanges.Quorum);
        Within("checkShare", options.CheckShare, OptionRanges.CheckShare);
        Require(options.CheckShare is null || plan.Check != "none", "checkShare", "is for a cross-check, and there is none.");
        Within("hedge", options.Hedge, OptionRanges.Hedge);
        Count("rounds", plan.Rounds, OptionRanges.Rounds);
        Count("concurrency", plan.Concurrency, OptionRanges.Concurrency);
        Within("temperature", options.Temperature, OptionRanges.Temperature);
        Within("maxTokens", options.MaxTokens, OptionRanges.MaxTokens);
        Within("threads", options.Threads, OptionRanges.Threads);
        Require(cut is null || logprobs?.Window == cut.Window, "logprobs", "and the cut must have the same window.");
        Require(
            cut is null || plan.Agents > cut.WarmUp,
            "cut",
            $"runs the first {cut?.WarmUp} attempts whole, so of {plan.Agents} none is ever cut: take more agents, or warmup=4.");
        if (rounds is not null)
        {
            Require(cut is null, "cut", $"cannot be combined with the rounds {rounds}, which go on from whole attempts.");
            Require(
                plan.Agents >= rounds.Widths[0], mode.HasFixedSize ? "mode" : "agents",
                $"is too few for the rounds {rounds}, which begin with {rounds.Widths[0]} agents, not {plan.Agents}.");
            Require(
                stop is null or "all", "stop",
                $"is all for the rounds {rounds}: a stop rule would cut short the round that the next one goes on from.");
        }

        foreach (var (option, isGiven) in TreesOwn(options))
            Require(tree is null || !isGiven, option, "cannot be combined with a tree, which grows by its own rule.");
        return faults.Count == 0 ? plan : throw new EnsembleOptionsException(faults);

        void Require(bool isMet, string option, string fault)
        {
            if (!isMet)
                faults.Add(new EnsembleFault(option, fault));
        }

        bool Within(string option, double? number, NumberRange range)
        {
            var isMet = number is not { } given || range.Holds(given);
            Require(isMet, option, $"is {range}.");
            return isMet;
        }

        void Count(string option, int number, NumberRange range) => Require(range.Holds(number), option, $"is {range}, not {number}.");

        TimeSpan? Seconds(string option, double? seconds, NumberRange range) =>
            Within(option, seconds, range) && seconds is { } known ? TimeSpan.FromSeconds(known) : null;

        SpendingLimits ReadBudget(string option, string? text) => text is null
            ? SpendingLimits.None
            : Read(option, text, SpendingLimits.Parse, SpendingLimits.None);

        T Read<T>(string option, string text, Func<string, T> parse, T otherwise)
        {
            try
            {
                return parse(text);
            }
            catch (HeavySimException error)
            {
                faults.Add(new EnsembleFault(option, $"cannot be '{text}': {error.Message}"));
                return otherwise;
            }
        }
    }

    private static IEnumerable<(string Option, bool IsGiven)> TreesOwn(EnsembleOptions options) =>
    [
        ("stop", options.Stop is not null), ("waves", options.Waves is not null), ("quorum", options.Quorum is not null),
        ("rounds", options.Rounds is not null), ("cut", options.Cut is not null), ("hedge", options.Hedge is not null),
    ];
}
