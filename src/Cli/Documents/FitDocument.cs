using HeavySim.Experiments.Comparing;
using HeavySim.Experiments.Fitting;
using HeavySim.Simulation;
using HeavySim.Statistics;
using HeavySim.Statistics.Comparing;
using HeavySim.Verifier;

namespace HeavySim.Cli.Documents;

/// <summary>
/// The JSON document of <c>fit</c>. Shares are in 0..1 and out of fold, with 95 % intervals over problems; what was not fitted is null.
/// </summary>
internal sealed record FitDocument
{
    public required string Run { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>The denominator of every accuracy.</summary>
    public int? Problems { get; init; }

    public int? Informative { get; init; }

    public int? Folds { get; init; }

    public long? Seed { get; init; }

    /// <summary>What the file does: logit, vote or bestMember.</summary>
    public string? Method { get; init; }

    public Estimate? Vote { get; init; }

    public Estimate? BestMember { get; init; }

    /// <summary>The member that is best on all problems.</summary>
    public string? BestMemberName { get; init; }

    public Estimate? Logit { get; init; }

    public Estimate? Fusion { get; init; }

    public ReportedDifference? OverVote { get; init; }

    public ReportedDifference? OverBestMember { get; init; }

    public double? Ceiling { get; init; }

    public double? Brier { get; init; }

    public IReadOnlyList<Member>? Members { get; init; }

    public string? File { get; init; }

    public Fitted? Profile { get; init; }

    /// <summary>A member of the panel; its weight is what a lone vote of it scores, in log odds.</summary>
    internal sealed record Member(int Index, string Name, double Accuracy, double? Weight);

    /// <summary>The profile that was written, and how near it comes to the run.</summary>
    internal sealed record Fitted(
        string File, string Name, int Problems, long Samples, double FitPValue, bool DifficultyTrusted, IReadOnlyList<string> Defaults,
        IReadOnlyList<Claim> Claims);

    /// <summary>A recorded figure and what the profile gives.</summary>
    internal sealed record Claim(string Metric, double Recorded, double? Obtained);

    public FitDocument With(FusionPanel panel, FusionModel model, long seed, string file)
    {
        var report = model.Report;
        return this with
        {
            Problems = report.Problems,
            Informative = report.Informative,
            Folds = report.Folds,
            Seed = seed,
            Method = model.Method switch { FusionMethod.Logit => "logit", FusionMethod.Vote => "vote", _ => "bestMember" },
            Vote = Share(static o => o.Vote),
            BestMember = Share(static o => o.BestMember),
            BestMemberName = model.BestMember,
            Logit = Share(static o => o.Logit),
            Fusion = Share(static o => o.Fusion),
            OverVote = Over(static o => o.Vote),
            OverBestMember = Over(static o => o.BestMember),
            Ceiling = report.Ceiling,
            Brier = report.Brier,
            Members = [.. panel.Seats.Select(s => new Member(s.Index, s.Name, s.Accuracy, model.WeightOf(s.Name)))],
            File = file,
        };

        Estimate Share(Func<FusionOutcome, double> of) => Intervals.OfShares([.. report.Outcomes.Select(of)]);

        ReportedDifference Over(Func<FusionOutcome, double> baseline) => ReportedDifference.Of(
            PairedComparison.Of(
                [.. report.Outcomes.Select(static o => o.Fusion)], [.. report.Outcomes.Select(baseline)], RandomKey.Of(seed).With("fit")));
    }

    public FitDocument With(FittedWorld world, SimulationProfile profile, string file) => this with
    {
        Profile = new Fitted(
            file,
            profile.Name,
            world.Problems,
            world.Samples,
            world.FitPValue,
            world.IsDifficultyTrusted,
            [.. Defaults(world)],
            [.. ProfileClaims.Check(profile, problems: DrawnProblems)
                .Select(static c => new Claim(c.Claim.Metric, c.Claim.Value, c.Obtained))]),
    };

    private const int DrawnProblems = 4000;

    private static IEnumerable<string> Defaults(FittedWorld world)
    {
        if (world.WrongAnswers is null)
            yield return "wrong answers";
        if (world.Tokens is null)
            yield return "tokens";
        if (world.Speed is null)
            yield return "latency";
        if (world.Prices is null)
            yield return "prices";
    }
}
