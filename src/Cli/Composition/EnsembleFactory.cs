using HeavySim.Cli.Options;
using HeavySim.Orchestrator;
using HeavySim.Verifier;

namespace HeavySim.Cli.Composition;

/// <summary>
/// Puts an ensemble together as the command line says. What can be wrong with the command is found when the factory is made, before any
/// work begins; the ensemble itself is made anew for each world it is to live in.
/// </summary>
internal sealed class EnsembleFactory : IAsyncDisposable
{
    private readonly SolvingSettings _settings;
    private readonly IRosterSource _roster;
    private readonly IStopRule _stop;
    private readonly Waves _waves;
    private readonly AgentTools _tools;

    private EnsembleFactory(SolvingSettings settings, int agents, IRosterSource roster, AgentTools tools, IStopRule stop, Waves waves)
    {
        _tools = tools;
        _settings = settings;
        Agents = agents;
        _roster = roster;
        _stop = stop;
        _waves = waves;
    }

    /// <summary>Finds, normalises and grades answers.</summary>
    public static IAnswerEngine Answers { get; } = new AnswerEngine();

    /// <summary>True when the agents live in virtual time.</summary>
    public bool IsSimulated => _roster.IsSimulated;

    /// <summary>True when the simulated endpoint has limits that all problems share, so that they must live in one world.</summary>
    public bool SharesLimitedEndpoint => _roster.SharesLimitedEndpoint;

    /// <summary>How the simulated endpoints carried what was asked so far; null for real ones.</summary>
    public EndpointStatistics? EndpointLoad => EndpointStatistics.Sum(_roster.EndpointStatistics);

    /// <summary>The endpoint in a word, for the names of runs.</summary>
    public string ShortName => string.Concat(_roster.Description.Split('/')[^1].Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).Trim('-');

    /// <summary>The size of the ensemble.</summary>
    public int Agents { get; }

    /// <summary>Everything that decides the results, by option; what a run must agree in to be resumed.</summary>
    public IReadOnlyDictionary<string, string> Identity => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["agents"] = Agents.ToString(),
        ["endpoint"] = _roster.Description,
        ["model"] = string.Join(' ', _settings.Models),
        ["mode"] = _settings.Mode.Description,
        ["scouts"] = _settings.Mode.Scouts.ToString(),
        ["tools"] = _tools.Description,
        ["select"] = _settings.Select,
        ["check"] = _settings.Check,
        ["rounds"] = _settings.Rounds.ToString(),
        ["tree"] = _settings.Tree?.ToString() ?? "none",
        ["stop"] = _settings.Tree is null ? _stop.Name : "tree",
        ["waves"] = _waves.ToString(),
        ["deadline"] = _settings.DeadlineSeconds?.ToString() ?? "none",
        ["attempt-deadline"] = _settings.AttemptDeadlineSeconds.ToString(),
        ["quorum"] = _settings.QuorumShare?.ToString() ?? "none",
        ["hedge"] = _settings.HedgePercentile?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none",
        ["problem-budget"] = _settings.ProblemBudget.ToString(),
        ["temperature"] = _settings.Temperature?.ToString() ?? "spread",
        ["max-tokens"] = _settings.MaxOutputTokens?.ToString() ?? "endpoint's own",
    };

    /// <exception cref="HeavySimException">The command line is wrong; the message says how to put it right.</exception>
    public static async Task<EnsembleFactory> CreateAsync(SolvingSettings settings, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var stop = StopRuleCatalog.Parse(settings.Stop);
        var waves = Waves.Parse(settings.Waves);
        var tools = await AgentTools.OpenAsync(settings, cancellationToken);
        try
        {
            var roster = await RosterSources.FindAsync(settings, tools, problems, Answers, cancellationToken);
            var size = roster is WrittenRosterSource written && !settings.AreAgentsGiven ? written.Size : settings.Agents;
            var factory = new EnsembleFactory(settings, size, roster, tools, stop, waves);
            // Tried once here, so that a wrong selector or cross-check is told before any work begins.
            factory.Create(TimeProvider.System, new Spending(SpendingLimits.None, TimeProvider.System), reportsProgress: false);
            return factory;
        }
        catch
        {
            await tools.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends what the tools have running.</summary>
    public ValueTask DisposeAsync() => _tools.DisposeAsync();

    /// <summary>The ensemble, in the world of this clock.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="spending">What the whole command has spent and may spend.</param>
    /// <param name="reportsProgress">True when somebody watches the tokens come.</param>
    public ISolver Create(TimeProvider time, Spending spending, bool reportsProgress)
    {
        var roster = _roster.Build(Agents, time);
        var calls = new CrossCheckOptions
        {
            Checkers = roster.Checkers,
            Agents = roster.Agents,
            Time = time,
            MaxConcurrency = _settings.Concurrency,
            CallDeadline = AttemptDeadline,
        };
        var slots = new CallSlots(_settings.Concurrency);
        var options = OptionsOf(calls, spending, reportsProgress);
        return _settings.Tree is { } tree
            ? new TreeSolver(roster.Proposers, new ChatValuer(calls), tree, options, slots, time)
            : new EnsembleSolver(roster.Agents, options, slots, time);
    }

    private SolveOptions OptionsOf(CrossCheckOptions calls, Spending spending, bool reportsProgress) => new()
    {
        Seed = _settings.Seed,
        Stop = _stop,
        Waves = _waves,
        Selector = SelectorCatalog.Create(_settings.Select, new SelectorOptions { Answers = Answers, Calls = calls }),
        CrossChecker = CrossCheckCatalog.Create(_settings.Check, calls),
        Rounds = _settings.Rounds,
        Reviser = _settings.Rounds > 0 ? CrossCheckCatalog.Create("notes", calls) : null,
        AttemptDeadline = AttemptDeadline,
        Deadline = _settings.DeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Quorum = _settings.QuorumShare is { } share ? new QuorumOptions { Share = share } : null,
        HedgeShare = _settings.HedgePercentile / 100,
        Budget = _settings.ProblemBudget,
        RunSpending = spending,
        ReportsProgress = reportsProgress,
    };

    private TimeSpan AttemptDeadline => TimeSpan.FromSeconds(_settings.AttemptDeadlineSeconds);
}
