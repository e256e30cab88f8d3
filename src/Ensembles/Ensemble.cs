using HeavySim.Ensembles.Rosters;
using HeavySim.Ensembles.Runs;
using HeavySim.Orchestrator;
using HeavySim.Records.Store;
using HeavySim.Verifier;
using HeavySim.Verifier.Truth;

namespace HeavySim.Ensembles;

/// <summary>
/// 1 to 32 agents, with all that checks, fuses and stops them, as <see cref="EnsembleOptions"/> describe it. Whatever can be wrong with the
/// description is found when it is opened, before anything is asked. Safe to call concurrently. Dispose it to end what its tools have
/// running.
/// </summary>
public sealed class Ensemble : IAsyncDisposable
{
    private readonly IRosterSource _roster;
    private readonly AgentTools _tools;
    private TruthMemory? _taught;

    private Ensemble(EnsemblePlan plan, IRosterSource roster, AgentTools tools, IProgramExaminer? programs)
    {
        Plan = roster.CanCheck || plan.IsCheckGiven ? plan : plan with { Check = "none" };
        Programs = programs;
        _roster = roster;
        _tools = tools;
        // A mode that names a size means at most so many: auto is 32 agents, of a roster of 5 all five.
        Agents = roster is WrittenRosterSource written && !plan.AreAgentsGiven
            ? Math.Min(plan.Mode.Agents ?? written.Size, written.Size)
            : plan.Agents;
    }

    /// <summary>Finds, normalises and grades answers.</summary>
    internal static IAnswerEngine Answers { get; } = new AnswerEngine();

    /// <summary>Runs the programs that answer its code problems; null where there are none, or none can be run.</summary>
    internal IProgramExaminer? Programs { get; }

    /// <summary>What it was made of.</summary>
    internal EnsemblePlan Plan { get; }

    /// <summary>The size of the ensemble.</summary>
    public int Agents { get; }

    /// <summary>True when the agents are simulated and live in virtual time: their answers are made up.</summary>
    public bool IsSimulated => _roster.IsSimulated;

    /// <summary>True when the mode shows the agents' reasoning as it comes.</summary>
    public bool ShowsReasoning => Plan.Mode.ShowsReasoning;

    /// <summary>Everything that decides the results, by option; what a run must agree in to be resumed.</summary>
    public IReadOnlyDictionary<string, string> Identity => EnsembleIdentity.Of(Plan, Agents, _roster.Description, _tools.Description);

    /// <summary>How the simulated endpoints carried what was asked so far; null for real ones.</summary>
    public EndpointStatistics? EndpointLoad => EndpointStatistics.Sum(_roster.EndpointStatistics);

    /// <summary>What the endpoints are waited for at present, and why.</summary>
    public IReadOnlyList<EndpointWait> Waits => Plan.Waits.At(TimeProvider.System.GetUtcNow());

    /// <summary>The next thing that an endpoint refused and that is left out from now on, in a line; null when there is none.</summary>
    internal string? NextNotice() => Plan.Notices.TryDequeue(out var notice) ? notice : null;

    /// <summary>True when the simulated endpoint has limits that all problems share, so that they must live in one world.</summary>
    internal bool SharesLimitedEndpoint => _roster.SharesLimitedEndpoint;

    /// <summary>The endpoint and the models in a word each, for the names of runs: two models never share a run.</summary>
    internal string ShortName
    {
        get
        {
            var description = _roster.Description;
            var endpoint = Uri.TryCreate(description, UriKind.Absolute, out var url) && url.Authority.Length > 0
                ? url.Authority
                : description.Split('/')[^1];
            return string.Join('-', Plan.Models.Prepend(endpoint).Select(static name =>
                string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).Trim('-')));
        }
    }

    /// <summary>Opens an ensemble.</summary>
    /// <param name="options">What it is to be.</param>
    /// <param name="problems">
    /// What will be asked, where it is known: a simulated model works towards the golds of these problems only.
    /// </param>
    /// <param name="cancellationToken">Cancels the loading of files and the start of tools.</param>
    /// <exception cref="EnsembleOptionsException">Options are out of their range; every one is named.</exception>
    /// <exception cref="HeavySimException">An endpoint, a file or a tool cannot be had; the message says how to put it right.</exception>
    public static async Task<Ensemble> OpenAsync(
        EnsembleOptions options, IReadOnlyList<Problem>? problems = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = EnsemblePlan.Of(options);
        var tools = await AgentTools.OpenAsync(plan, cancellationToken);
        try
        {
            var roster = await RosterSources.FindAsync(plan, tools, problems ?? [], Answers, cancellationToken);
            if (plan.RoundPlan is not null && roster is ReplayRosterSource)
                throw new HeavySimException("Rounds need agents that can read what others wrote; recorded answers cannot.");

            var ensemble = new Ensemble(
                plan,
                roster,
                tools,
                await OpenProgramsAsync(plan, problems ?? [], cancellationToken));
            // Tried once here, so that a wrong selector or cross-check is told before any work begins.
            ensemble.Create(TimeProvider.System, new Spending(SpendingLimits.None, TimeProvider.System), reportsProgress: false);
            if (LoneAgent.Idle(plan, ensemble.Agents) is { } idle)
                plan.Notices.Enqueue(idle);
            return ensemble;
        }
        catch
        {
            Close(plan);
            await tools.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Lets a selector that learns, and a check that goes where it pays, know from now on what the newest recorded run of the same models,
    /// tools and cross-check has shown. To be called before anything is solved.
    /// </summary>
    /// <param name="store">Recorded runs.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The run; null where there is none of at least 8 problems, or nothing learns.</returns>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public LearnedRun? LearnFrom(RunStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (EarlierRuns.Teach(this, store, cancellationToken) is not var (run, memory))
            return null;

        _taught = memory;
        return run;
    }

    /// <summary>Solves a question.</summary>
    /// <exception cref="HeavySimException">As for <see cref="SolveAsync(Problem, Action{SolveEvent}?, CancellationToken)"/>.</exception>
    public Task<Solution> SolveAsync(string question, CancellationToken cancellationToken = default) =>
        SolveAsync(new Problem { Id = "question", Question = question }, watch: null, cancellationToken);

    /// <summary>Solves a problem, in real time, or at once where the agents live in virtual time.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="watch">Is told what happens as it happens, tokens included; or null.</param>
    /// <param name="cancellationToken">Cancels all agents and awaits them.</param>
    /// <exception cref="HeavySimException">No attempt can succeed: a key is wrong or an account is empty.</exception>
    public async Task<Solution> SolveAsync(Problem problem, Action<SolveEvent>? watch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return IsSimulated ? VirtualWorld.Run(LastAsync, cancellationToken) : await LastAsync(TimeProvider.System, cancellationToken);

        async Task<Solution> LastAsync(TimeProvider time, CancellationToken token)
        {
            Solution? solution = null;
            await foreach (var happened in Create(time, new Spending(Plan.Budget, time), watch is not null, memory: _taught)
                .SolveAsync(new SolveRequest(problem, []), token))
            {
                watch?.Invoke(happened);
                solution = (happened as SolveEvent.Solved)?.Solution;
            }

            return solution ?? throw new InvalidOperationException("A solve ended without a solution.");
        }
    }

    /// <summary>Ends what the tools have running.</summary>
    public ValueTask DisposeAsync()
    {
        Close(Plan);
        return _tools.DisposeAsync();
    }

    private static void Close(EnsemblePlan plan)
    {
        while (plan.Owned.TryPop(out var owned))
            owned.Dispose();
    }

    /// <summary>The ensemble, in the world of this clock.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="spending">What all its work has spent and may spend.</param>
    /// <param name="reportsProgress">True when somebody watches the tokens come.</param>
    /// <param name="maxTries">How often an attempt is made that is lost to a failing endpoint.</param>
    /// <param name="memory">What a selector which learns knows, and learns; by default what is believed beforehand.</param>
    internal ISolver Create(
        TimeProvider time, Spending spending, bool reportsProgress, int maxTries = 1, TruthMemory? memory = null)
    {
        var roster = _roster.Build(Agents, time);
        var calls = new CrossCheckOptions
        {
            Checkers = roster.Checkers,
            Agents = roster.Agents,
            Time = time,
            MaxConcurrency = Plan.Concurrency,
            CallDeadline = Plan.AttemptDeadline,
            Wordings = Plan.CheckWordings,
        };
        var slots = new CallSlots(Plan.Concurrency);
        var options = OptionsOf(calls, spending, reportsProgress, memory ?? TruthMemory.Of(TruthModel.Prior)) with { MaxTries = maxTries };
        ISolver solver = Plan.Tree switch
        {
            TreeOptions tree =>
                new TreeSolver(new StepGrowth(roster.Proposers, new ChatValuer(calls), tree, options), options, slots, time),
            AdaptiveOptions tree =>
                new TreeSolver(new AdaptiveGrowth(roster.Agents, new SolutionValuer(calls), tree, options), options, slots, time),
            _ => new EnsembleSolver(roster.Agents, options, slots, time),
        };
        return IsSimulated ? solver : new AdvisedSolver(solver, Plan.Failures);
    }

    private static async Task<IProgramExaminer?> OpenProgramsAsync(
        EnsemblePlan plan, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var (programs, refusal) = await ProgramTesting.OpenAsync(problems, cancellationToken);
        if (refusal is not null)
            plan.Notices.Enqueue(refusal);
        return programs;
    }

    private SolveOptions OptionsOf(CrossCheckOptions calls, Spending spending, bool reportsProgress, TruthMemory memory) => new()
    {
        Seed = Plan.Seed,
        Stop = Plan.Stop,
        Waves = Plan.Waves,
        Cut = Plan.Cut,
        Programs = Programs,
        Selector = SelectorCatalog.Create(
            Plan.Select, new SelectorOptions { Answers = Answers, Calls = calls, Truth = memory }),
        CheckGate = Plan.Check != "none" && Plan.LearnsFromProblems ? new CheckGate(memory, Plan.CheckShare, Plan.Seed) : null,
        CrossChecker = CrossCheckCatalog.Create(Plan.Check, calls),
        Rounds = Plan.Rounds,
        Plan = Plan.RoundPlan,
        Shows = (attempt, form) => ShownWork.Of(attempt, form, calls.MaxSolutionLength),
        Reviser = Plan.Rounds > 0 ? CrossCheckCatalog.Create("notes", calls) : null,
        AttemptDeadline = Plan.AttemptDeadline,
        Deadline = Plan.Deadline,
        Quorum = Plan.QuorumShare is { } share ? new QuorumOptions { Share = share } : null,
        Hedge = Plan.HedgePercentile switch
        {
            null => IsSimulated ? null : HedgeOptions.OfTheTail,
            0 => null,
            { } percentile => new HedgeOptions(percentile / 100),
        },
        Budget = Plan.ProblemBudget,
        RunSpending = spending,
        ReportsProgress = reportsProgress,
    };
}
