using System.Globalization;
using HeavySim.Ensembles.Modes;
using HeavySim.Experiments.Sweeping;
using HeavySim.Orchestrator;
using HeavySim.Verifier;

namespace HeavySim.Ensembles.Runs;

/// <summary>
/// Which runs a grid needs. Without cross-check one run of the most agents holds the votes of any number of them under any stop rule, and
/// the choices of every selector that asks no model. With one, such selectors share the run of their size. Everything else is run by
/// itself.
/// </summary>
internal sealed record SweepPlan(IReadOnlyList<SweepPlan.Step> Steps)
{
    private const string None = "0";

    public static SweepPlan Of(SweepGrid grid)
    {
        var cells = grid.Cells();
        var most = cells.Max(static c => c.Agents);
        return new SweepPlan([.. cells.Select(Normal).Distinct().Select(cell => new Step(cell, RunOf(cell, most)))]);
    }

    /// <summary>
    /// A mode of one agent is one row, whatever the numbers of agents are; one that follows the difficulty stops by its own rule; rounds
    /// have as many agents as their plan says, and wait for all.
    /// </summary>
    private static SweepCell Normal(SweepCell cell)
    {
        if (Mode.BuiltIn.FirstOrDefault(m => m.Name == cell.Mode) is { } mode)
        {
            var selector = cell.Selector == SweepGrid.ModesOwn ? mode.Select ?? "vote" : cell.Selector;
            var check = SelectorCatalog.ReadsChecks(selector) ? mode.Check ?? "none" : "none";
            cell = cell with { Selector = selector, Check = cell.Check == SweepGrid.ModesOwn ? check : cell.Check };
        }

        return IsSingle(cell) ? cell with { Agents = 1, Stop = "all" }
            : cell.Mode == "auto" ? cell with { Stop = SweepGrid.ModesOwn }
            : PlanOf(cell) is { } plan ? cell with { Agents = plan.Widths[0], Stop = "all" }
            : cell;
    }

    /// <exception cref="HeavySimException">There is no such plan.</exception>
    private static IRoundPlan? PlanOf(SweepCell cell)
    {
        var rounds = cell.Rounds != None ? cell.Rounds : Mode.BuiltIn.FirstOrDefault(mode => mode.Name == cell.Mode)?.Rounds ?? None;
        return RoundsText.NotesOf(rounds) is null ? RoundPlanCatalog.Parse(rounds) : null;
    }

    private static SweepCell RunOf(SweepCell cell, int most) =>
        IsVote(cell) || IsSomeAgents(cell) ? cell with { Agents = most, Stop = "all", Selector = "vote" }
        : SelectorCatalog.NeedsNoCalls(cell.Selector) ? cell with { Selector = "vote" }
        : cell;

    private static bool IsSingle(SweepCell cell) => cell.Mode is "fast" or "thinking";

    private static bool IsVote(SweepCell cell) => cell is { Mode: "vote" or "heavy", Check: "none", Rounds: None, Selector: "vote" };

    private static bool IsSomeAgents(SweepCell cell) =>
        cell is { Mode: "vote" or "heavy", Check: "none", Rounds: None, Stop: "all" } && SelectorCatalog.NeedsNoCalls(cell.Selector);

    /// <summary>A row and the run it is read off.</summary>
    internal sealed record Step(SweepCell Cell, SweepCell Run)
    {
        public bool IsVoteOfRecord => IsVote(Cell);

        public bool IsSomeAgentsOfRecord => !IsVote(Cell) && IsSomeAgents(Cell);

        public bool IsShared => Cell != Run;

        /// <summary>The run's name: the same in every sweep of that name, so that it goes on where it stopped.</summary>
        public string NameIn(string sweep) => string.Create(
            CultureInfo.InvariantCulture,
            $"{sweep}: {Run.Endpoint} {Run.Mode} check {Run.Check} n{Run.Agents} stop {Run.Stop} select {Run.Selector} seed {Run.Seed}"
            + $"{(Run.Rounds == None ? "" : $" rounds {Run.Rounds}")}");

        /// <summary>The run as an ensemble.</summary>
        /// <param name="common">What all runs of the grid have in common.</param>
        public EnsembleOptions Options(EnsembleOptions common) => common with
        {
            Endpoints = [Run.Endpoint],
            Mode = Run.Mode,
            Check = Run.Check == SweepGrid.ModesOwn ? null : Run.Check,
            Select = Run.Selector == SweepGrid.ModesOwn ? null : Run.Selector,
            Seed = Run.Seed,
            // No rounds is left to the mode, which may have a plan of its own.
            Rounds = Run.Rounds == None ? null : Run.Rounds,
            Agents = IsSingle(Run) ? null : Run.Agents,
            Stop = Run.Stop == SweepGrid.ModesOwn ? null : Run.Stop,
        };
    }
}
