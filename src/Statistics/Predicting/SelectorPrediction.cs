using HeavySim.Mathematics;

namespace HeavySim.Statistics.Predicting;

/// <summary>
/// A selector's accuracy with more agents than recorded. What the vote and a perfect selector will do is predicted elsewhere; this says
/// where between them the selector comes to stand, if checks grow with the agents or if each answer is checked as often as it was.
/// </summary>
/// <remarks>
/// The interval holds what the predictions of vote and coverage leave open, the luck of the problems at which the selector was seen, and
/// how far such laws usually miss.
/// </remarks>
internal sealed class SelectorPrediction
{
    /// <summary>The fewest agents on record that tell a course.</summary>
    public const int LeastAgents = 4;

    private const int Worlds = 400;

    // Slopes as they usually are, mean and standard deviation over the runs of docs/predicting.md: what few problems say of a slope is
    // weighed against it.
    private const double UsualSlope = .12;
    private const double SlopeSpread = .2;

    // How far the share of what the vote leaves moves with a doubling of the agents: in those runs .1, typically.
    private const double ShareDrift = .1;

    // Below, the vote leaves nothing that a share could be told of.
    private const double LeastLeft = 1e-9;

    private const double Rounding = 1e-9;

    // Half of a 95 % interval is so many standard deviations.
    private const double Reach = 1.96;

    private readonly int _agents;
    private readonly int _problems;
    private readonly AdvantageLine _line;
    private readonly List<World> _worlds;

    private SelectorPrediction(int agents, int problems, AdvantageLine line, double share, List<World> worlds)
    {
        (_agents, _problems, _line, _worlds) = (agents, problems, line, worlds);
        Share = share;
    }

    /// <summary>
    /// How much of what the vote leaves and some agent has right the selector gets, with all recorded agents: 1 where it gets all, 0 where
    /// it is no better than the vote, below where it is worse.
    /// </summary>
    public double Share { get; }

    /// <summary>Learns from a record.</summary>
    /// <param name="sizes">Numbers of agents, ascending from 1; the last is at least <see cref="LeastAgents"/>.</param>
    /// <param name="problems">Every problem at each of these sizes; at least one.</param>
    /// <param name="key">Names the random worlds.</param>
    /// <exception cref="ArgumentException">There are too few agents.</exception>
    public static SelectorPrediction Of(IReadOnlyList<int> sizes, IReadOnlyList<SelectedProblem> problems, RandomKey key)
    {
        if (sizes[^1] < LeastAgents)
            throw new ArgumentException($"{LeastAgents} agents or more tell a course.", nameof(sizes));

        var line = LineOf(sizes, problems);
        var worlds = new List<World>();
        for (var i = 0; i < Worlds; i++)
        {
            var random = key.With(i).Open();
            var drawn = new SelectedProblem[problems.Count];
            for (var p = 0; p < drawn.Length; p++)
                drawn[p] = problems[random.NextInt(problems.Count)];
            var resampled = LineOf(sizes, drawn);
            worlds.Add(new World(
                resampled with
                {
                    Level = resampled.Level + (line.LevelError * Student(ref random, line.Freedom)),
                    Slope = resampled.Slope + (line.SlopeError * Student(ref random, line.Freedom)),
                },
                ShareOf(drawn), random.NextNormal(), random.NextNormal(), random.NextNormal()));
        }

        // What the slopes of the worlds vary by is what the record leaves open: so much it counts against what is usual.
        var mean = worlds.Average(static w => w.Line.Slope);
        var variance = worlds.Sum(w => Math.Pow(w.Line.Slope - mean, 2)) / (Worlds - 1);
        var weight = SlopeSpread * SlopeSpread / ((SlopeSpread * SlopeSpread) + variance);
        return new SelectorPrediction(
            sizes[^1], problems.Count, Weighed(line, 0), ShareOf(problems),
            worlds.ConvertAll(w => w with { Line = Weighed(w.Line, w.Usual) }));

        AdvantageLine Weighed(AdvantageLine own, double usual) => own with
        {
            Slope = (weight * own.Slope) + ((1 - weight) * (UsualSlope + (SlopeSpread * usual))),
        };
    }

    /// <summary>With k agents of whom each goes on checking as large a part of the answers: each answer is checked more often.</summary>
    /// <param name="agents">k, 1 or more.</param>
    /// <param name="vote">maj@k as predicted.</param>
    /// <param name="pass">pass@k as predicted: no selector can be better.</param>
    public Estimate MoreChecks(int agents, Estimate vote, Estimate pass)
    {
        return OfWorlds(
            Selected(_line.At(agents), vote.Value, pass.Value),
            w => Selected(w.Line.At(agents), Drawn(vote, w.Luck), Drawn(pass, w.Luck)));

        double Selected(double advantage, double voted, double any) => Math.Min(
            any, LogOdds.ToProbability(AdvantageLine.LogOddsOf(voted, _problems) + advantage));
    }

    /// <summary>With k agents and each answer checked as often as it was with those recorded: the selector's share stays.</summary>
    /// <inheritdoc cref="MoreChecks" path="/param"/>
    public Estimate SameChecks(int agents, Estimate vote, Estimate pass)
    {
        var drift = ShareDrift * Math.Sqrt(Math.Abs(Math.Log2((double)agents / _agents)));
        return OfWorlds(
            Selected(Share, vote.Value, pass.Value),
            w => Selected(Math.Min(1, w.Share + (drift * w.Drift)), Drawn(vote, w.Luck), Drawn(pass, w.Luck)));

        static double Selected(double share, double voted, double any) =>
            Math.Clamp(voted + (share * (any - voted)), 0, Math.Max(voted, any));
    }

    /// <summary>What is measured later is a count of problems: the interval reaches to the next whole one.</summary>
    private Estimate OfWorlds(double value, Func<World, double> inWorld)
    {
        var estimate = Intervals.OfWorlds(value, [.. _worlds.Select(inWorld)]);
        return estimate with
        {
            Low = Math.Floor((estimate.Low * _problems) + Rounding) / _problems,
            High = Math.Ceiling((estimate.High * _problems) - Rounding) / _problems,
        };
    }

    /// <summary>A figure as it may turn out: its interval need not be as wide to both sides.</summary>
    private static double Drawn(Estimate figure, double luck) => Math.Clamp(
        figure.Value + (luck / Reach * (luck < 0 ? figure.Value - figure.Low : figure.High - figure.Value)), 0, 1);

    private static AdvantageLine LineOf(IReadOnlyList<int> sizes, IReadOnlyList<SelectedProblem> problems) => AdvantageLine.Of(
        [.. sizes.Select((k, i) => (k, problems.Average(p => p.Selected[i]), problems.Average(p => p.Vote[i])))], problems.Count);

    private static double ShareOf(IReadOnlyList<SelectedProblem> problems)
    {
        var vote = problems.Average(static p => p.Vote[^1]);
        var left = problems.Average(static p => p.Pass) - vote;
        return left < LeastLeft ? 0 : Math.Min(1, (problems.Average(static p => p.Selected[^1]) - vote) / left);
    }

    private static double Student(ref RandomStream random, int freedom)
    {
        var normal = random.NextNormal();
        var squares = 0.0;
        for (var i = 0; i < freedom; i++)
            squares += Math.Pow(random.NextNormal(), 2);
        return normal / Math.Sqrt(squares / freedom);
    }

    /// <summary>One world that the record might come from.</summary>
    /// <param name="Line">What the selector gains in it.</param>
    /// <param name="Share">The share it gets in it.</param>
    /// <param name="Luck">How vote and coverage turn out, in standard deviations.</param>
    /// <param name="Usual">Where among the usual slopes.</param>
    /// <param name="Drift">How the share moves on.</param>
    private sealed record World(AdvantageLine Line, double Share, double Luck, double Usual, double Drift);
}
