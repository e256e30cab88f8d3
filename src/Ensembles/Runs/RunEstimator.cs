using System.Threading.Channels;
using HeavySim.Orchestrator;
using HeavySim.Records.Problems;
using HeavySim.Records.Store;

namespace HeavySim.Ensembles.Runs;

/// <summary>
/// What a run would take, without asking anybody: a simulated one is tried on a part of its problems; a real one is judged by a recorded
/// run at the same endpoint and model; where there is none, by its prompts alone.
/// </summary>
internal sealed class RunEstimator(Ensemble ensemble, ProblemSet problems, int window, string storeFile)
{
    /// <summary>Options that change what a problem takes.</summary>
    private static readonly string[] Deciding = ["agents", "mode", "tools", "tree", "check", "select", "rounds", "stop", "waves", "hedge"];

    private int Count => problems.Problems.Count;

    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public RunEstimate Make(CancellationToken cancellationToken)
    {
        if (ensemble.IsSimulated)
            return Tried(cancellationToken);

        return RecordedRun() is { } run && Recorded(run) is { } known ? known : Written();
    }

    /// <summary>Enough problems to keep all calls busy, evenly spread over the set.</summary>
    private RunEstimate Tried(CancellationToken cancellationToken)
    {
        var size = Math.Min(Count, Math.Max(64, 4 * window));
        var sample = Enumerable.Range(0, size).Select(i => problems.Problems[(int)((long)i * Count / size)]).ToList();
        var (usage, elapsed) = VirtualWorld.Run((time, token) => SolveAsync(sample, time, token), cancellationToken);
        var scale = (double)Count / size;
        return Of(usage, scale, elapsed.TotalSeconds * scale, "simulation", size == Count
            ? "the whole run was simulated"
            : $"{size} of the {Count} problems were simulated, and the figures scaled");
    }

    private async Task<(Usage Usage, TimeSpan Elapsed)> SolveAsync(
        IReadOnlyList<Problem> sample, TimeProvider time, CancellationToken cancellationToken)
    {
        var solver = ensemble.Create(time, new Spending(ensemble.Plan.Budget, time), reportsProgress: false);
        // Filled at once and never written again: its bound is the sample.
        var open = Channel.CreateUnbounded<Problem>();
        foreach (var problem in sample)
            open.Writer.TryWrite(problem);
        var start = time.GetTimestamp();
        var parts = await Task.WhenAll(Enumerable.Range(0, window).Select(_ => WorkAsync()));
        return (Usage.Sum(parts), time.GetElapsedTime(start));

        async Task<Usage> WorkAsync()
        {
            var spent = Usage.None;
            while (open.Reader.TryRead(out var problem))
            {
                await foreach (var happened in solver.SolveAsync(new SolveRequest(problem, []), cancellationToken))
                    spent += (happened as SolveEvent.Solved)?.Solution.Usage ?? Usage.None;
            }

            return spent;
        }
    }

    private RunReader? RecordedRun() =>
        File.Exists(storeFile) ? EarlierRuns.Newest(ensemble, RunStore.OpenExisting(storeFile), 0, "endpoint", "model") : null;

    private RunEstimate? Recorded(RunReader run)
    {
        var outlines = run.Outlines().ToList();
        var solved = outlines.Select(static o => o.Solution).OfType<SolutionOutline>().ToList();
        var name = run.Summary.Name;
        var made = outlines.SelectMany(static o => o.Attempts).Where(static a => a.IsSample).ToList();
        if (made.Count == 0)
            return null;

        var busy = made.Average(static a => a.Elapsed.TotalSeconds);
        if (solved.Count > 0 && Array.TrueForAll(Deciding, option => EarlierRuns.AreAlike(ensemble, run.Summary, option)))
        {
            var scale = (double)Count / solved.Count;
            var usage = Usage.Sum(solved.Select(static s => s.Usage));
            var same = $"each problem takes what it took in the run \"{name}\" with the same options";
            return Of(usage, scale, usage.Calls * scale * busy / ensemble.Plan.Concurrency, "recorded run", same, AllBusy);
        }

        var calls = CallsPerProblem * Count;
        var alike = $"each call takes what an attempt took in the run \"{name}\", which had other options";
        var seconds = calls * busy / ensemble.Plan.Concurrency;
        return Of(Usage.Sum(made.Select(static a => a.Usage)), calls / made.Count, seconds, "recorded run", alike, AllBusy, EveryAgent);
    }

    private RunEstimate Written()
    {
        var calls = CallsPerProblem * Count;
        var tokens = TokenEstimate.Of(ensemble.Plan.Models.FirstOrDefault());
        // Beside the question, some two hundred tokens of instructions.
        var input = problems.Problems.Average(p => 200.0 + tokens.Count(QuestionText.Of(p))) * calls;
        double? output = ensemble.Plan.MaxOutputTokens is { } most ? calls * most : null;
        return new RunEstimate(
            Count, ensemble.Agents, calls, input, output, Cost: null, ElapsedSeconds: null, "prompts",
            [
                $"no run at this endpoint and model is recorded in {storeFile}: run a few problems (--limit) to learn tokens, cost and "
                + "time",
                $"tokens in are counted by the tokenizer {tokens.Encoding}",
                output is null ? "tokens out are not known" : $"tokens out are at most --max-tokens {ensemble.Plan.MaxOutputTokens} a call",
                EveryAgent,
            ]);
    }

    private const string AllBusy = "all calls that --concurrency allows are kept busy, and the endpoint allows them";

    private const string EveryAgent =
        "every agent is asked: what a stop rule saves, and what cross-checks and comparing notes add, is not counted";

    /// <summary>At most: a tree may come to its answers sooner, and rounds end where nobody answers.</summary>
    private double CallsPerProblem
    {
        get
        {
            // Every answer of an adaptive tree is valued.
            if (ensemble.Plan.Tree is AdaptiveOptions adaptive)
                return 2.0 * adaptive.Calls;
            if (ensemble.Plan.Tree is not TreeOptions tree)
                return ensemble.Agents + (ensemble.Plan.RoundPlan?.Widths.Skip(1).Sum() ?? 0);

            // One from the root, then a beam's width at each level, of which the last only end; every expansion but those values its steps.
            var inner = tree.IsBestFirst
                ? 2.0 * tree.Beam * tree.Depth
                : 1 + Enumerable.Range(1, tree.Depth - 1).Sum(level => Math.Min(tree.Beam, Math.Pow(tree.Breadth, level)));
            return (inner * (1 + tree.Breadth)) + Math.Min(tree.Beam, Math.Pow(tree.Breadth, tree.Depth));
        }
    }

    private RunEstimate Of(Usage usage, double scale, double seconds, string basis, params string[] assumptions) => new(
        Count,
        ensemble.Agents,
        usage.Calls * scale,
        usage.InputTokens * scale,
        usage.OutputTokens * scale,
        (double?)usage.Cost * scale,
        seconds,
        basis,
        assumptions);
}
