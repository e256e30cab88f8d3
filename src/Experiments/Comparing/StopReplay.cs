using HeavySim.Records.Recorded;
using HeavySim.Statistics.Stopping;

namespace HeavySim.Experiments.Comparing;

/// <summary>
/// Lets stop rules decide again over the orders in which a run's samples might have come: what would each have saved, and changed? Every
/// table, page, comparison and sweep takes its figures from here, with one effort and one key, so that they agree to the last digit.
/// </summary>
internal sealed class StopReplay
{
    // Over the problems of a run the noise of few orders averages out, and the table says how much of it is left.
    private const int Permutations = 8_000;
    private const int LeastPermutations = 25;

    // Following all orders is worth about so many times the effort of drawing some.
    private const int ExactEffort = 4;

    // A few failed calls must not leave only the problems that had luck.
    private const double MostLeftOut = .1;

    private readonly RunSummary _run;
    private readonly List<Recorded> _problems = [];
    private int _curtailed;
    private int _cut;

    internal StopReplay(RunSummary run) => _run = run;

    /// <summary>Reads a run's samples.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HeavySimException">The store cannot be read.</exception>
    public static StopReplay Of(RunReader run, CancellationToken cancellationToken)
    {
        var replay = new StopReplay(run.Summary);
        foreach (var problem in run.Outlines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            replay.Add(problem);
        }

        return replay;
    }

    /// <summary>Why no rule can be replayed, as a sentence, or null when rules can.</summary>
    public string? Obstacle =>
        Flaw ?? (Budget < 2 ? $"The run {_run.Name} has no two samples of its problems: there is nothing to stop." : null);

    /// <summary>
    /// True when the recorded samples are a random choice of those that might have been drawn: then k of them say what any k would.
    /// </summary>
    public bool HasRandomSamples => Flaw is null;

    private string? Flaw =>
        _run.Settings.IsTree ? $"The leaves of the search trees of {_run.Name} are no independent samples: no stop rule can be replayed "
            + "on them."
        : _curtailed > 0 ? $"A stop rule left samples undrawn at {_curtailed} problems of {_run.Name}: what they would have said is not "
            + "known. Run with --stop all."
        : _cut > 0 ? $"{_cut} attempts of {_run.Name} were cut as they grew unsure: what they would have said is not known. Run without "
            + "--cut."
        : null;

    /// <summary>The samples that nine in ten problems have: what the rules may draw.</summary>
    public int Budget => Judged is { Count: > 0 } judged
        ? judged.Select(static p => p.Urn.Samples).OrderDescending().ElementAt((int)((judged.Count - 1) * (1 - MostLeftOut)))
        : 0;

    /// <summary>True when right can be told from wrong at any problem.</summary>
    public bool IsGraded => _problems.Exists(static p => p.IsGraded);

    /// <summary>The graded problems; where there is none, all: what is saved can be told without.</summary>
    private List<Recorded> Judged => IsGraded ? _problems.FindAll(static p => p.IsGraded) : _problems;

    /// <summary>Judges rules by what they save and change.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A row for each rule, in their order.</returns>
    /// <exception cref="HeavySimException">There is an <see cref="Obstacle"/>.</exception>
    public IReadOnlyList<ReportedStopRule> Table(IReadOnlyList<IStopRule> rules, CancellationToken cancellationToken)
    {
        if (Obstacle is { } obstacle)
            throw new HeavySimException(obstacle);

        var replayed = Replay(rules, Budget, cancellationToken);
        var key = RandomKey.Of(_run.Settings.Seed).With("stop rules").With("change");
        return [.. rules.Select((rule, i) => ReportedStopRule.Of(rule.Name, Budget, replayed.Select(p => p[i]), IsGraded, key))];
    }

    /// <summary>Replays rules problem by problem.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="budget">The most samples drawn; a problem with fewer is left out.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>
    /// For each problem, in the order of the set, what each rule makes of it; problems that are not graded only where none is.
    /// </returns>
    /// <exception cref="HeavySimException">The run's samples are curtailed, or the leaves of trees.</exception>
    public IReadOnlyList<IReadOnlyList<ReplayedProblem>> Replay(
        IReadOnlyList<IStopRule> rules, int budget, CancellationToken cancellationToken)
    {
        var usable = Usable(budget);
        var permutations = Math.Clamp(Permutations / Math.Max(1, usable.Count), LeastPermutations, StopPolicy.DefaultPermutations);
        var key = RandomKey.Of(_run.Settings.Seed).With("stop rules");
        var replayed = new IReadOnlyList<ReplayedProblem>[usable.Count];
        Parallel.For(0, replayed.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var problem = usable[i];
            var outcomes = StopPolicy.Evaluate(
                problem.Urn, rules, budget, key.With(problem.Id), permutations, ExactEffort * permutations * problem.Urn.Samples);
            var full = MajorityVote.Accuracy(problem.Counts)[budget - 1];
            replayed[i] = [.. outcomes.Select(o => problem.ToReplayed(o, full))];
        });
        return replayed;
    }

    /// <summary>The vote over so many samples of each problem, without a rule; exact.</summary>
    /// <inheritdoc cref="Replay" path="/exception"/>
    /// <param name="samples">How many; a problem with fewer is left out.</param>
    public IReadOnlyList<ReplayedProblem> Vote(int samples) => Usable(samples).ConvertAll(p => p.Vote(samples));

    private List<Recorded> Usable(int budget) =>
        Flaw is { } flaw ? throw new HeavySimException(flaw) : Judged.FindAll(p => p.Urn.Samples >= budget);

    internal void Add(ProblemOutline problem)
    {
        if (problem.Solution is { IsCurtailed: true })
            _curtailed++;
        _cut += problem.Attempts.Count(static a => a.IsCut);
        var samples = problem.Attempts.Where(static a => a.IsSample).ToList();
        if (samples.Count > 0)
            _problems.Add(new Recorded(problem, samples));
    }

    /// <summary>One problem's samples, and what one of each class costs.</summary>
    private sealed class Recorded
    {
        // Two ways to the same share differ in their last bits; a test of signs must not see that.
        private const double Rounding = 1e-9;

        private readonly double?[] _tokens;
        private readonly double?[] _outputTokens;
        private readonly double?[] _costs;

        public Recorded(ProblemOutline problem, List<AttemptOutline> samples)
        {
            Id = problem.Id;
            IsGraded = problem.IsGraded;
            Counts = AnswerCounts.Of(samples.Select(static a => (a.AnswerKey, a.Grade)));
            Urn = SampleUrn.Of(samples.Select(static a => (a.AnswerKey, a.Grade, a.Confidence)));
            _tokens = Means(samples, static a => a.Usage.InputTokens + a.Usage.OutputTokens);
            _outputTokens = Means(samples, static a => a.Usage.OutputTokens);
            _costs = Means(samples, static a => (double?)a.Usage.Cost);
        }

        public string Id { get; }

        public bool IsGraded { get; }

        public AnswerCounts Counts { get; }

        public SampleUrn Urn { get; }

        public ReplayedProblem Vote(int samples)
        {
            var draws = new double[Urn.ClassCount + 1];
            foreach (var answer in Urn.Classes)
                draws[answer >= 0 ? answer : Urn.ClassCount] += (double)samples / Urn.Samples;
            var accuracy = MajorityVote.Accuracy(Counts)[samples - 1];
            return ToReplayed(new StopOutcome(accuracy, samples, 0, draws), accuracy);
        }

        public ReplayedProblem ToReplayed(StopOutcome outcome, double full) => new(
            Id,
            Math.Abs(outcome.Accuracy - full) < Rounding ? outcome with { Accuracy = full } : outcome,
            full,
            Expected(outcome.Draws, _tokens),
            Expected(outcome.Draws, _outputTokens),
            Expected(outcome.Draws, _costs));

        /// <summary>The mean of each class, and last of the silent; null where a sample's is not known.</summary>
        private double?[] Means(List<AttemptOutline> samples, Func<AttemptOutline, double?> price)
        {
            var (sums, counts) = (new double?[Urn.ClassCount + 1], new int[Urn.ClassCount + 1]);
            Array.Fill(sums, 0);
            for (var i = 0; i < samples.Count; i++)
            {
                var place = Urn.Classes[i] is >= 0 and var answer ? answer : Urn.ClassCount;
                sums[place] += price(samples[i]);
                counts[place]++;
            }

            return [.. sums.Zip(counts, static (sum, count) => count == 0 ? 0 : sum / count)];
        }

        private static double? Expected(IReadOnlyList<double> draws, double?[] prices)
        {
            double? sum = 0;
            for (var i = 0; i < prices.Length; i++)
                sum += draws[i] * prices[i];
            return sum;
        }
    }
}
