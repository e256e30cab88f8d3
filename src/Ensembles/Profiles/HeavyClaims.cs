using System.Collections.Concurrent;
using System.Globalization;
using HeavySim.Ensembles.Runs;

namespace HeavySim.Ensembles.Profiles;

/// <summary>
/// What the whole pipeline makes of a profile: the production ensemble, its agents checking each other's distinct answers and then choosing
/// among them side by side, or going on from each other in rounds, in virtual time, over problems made up for the purpose.
/// </summary>
internal static class HeavyClaims
{
    /// <summary>The mode behind every "heavy@n" claim, in the words of the command line.</summary>
    public const string Mode = "heavy";

    private const int BlockSize = 125;

    /// <summary>
    /// The accuracy of what is claimed: the profile's own pass@1 and what the ensemble gains on the same problems. The gain alone is
    /// measured by running, as its error is a third of that of the level.
    /// </summary>
    /// <param name="profile">The profile's name, or its file.</param>
    /// <param name="claim">A claim of so many agents, or of a plan of rounds.</param>
    /// <param name="problems">How many problems; 2,000 give a standard error of about half a point.</param>
    /// <param name="cancellationToken">Cancels the runs.</param>
    public static async Task<double> ObtainAsync(
        string profile, ProfileClaim claim, int problems, CancellationToken cancellationToken)
    {
        var set = Enumerable.Range(0, problems).Select(MakeUp).ToList();
        await using var ensemble = await Ensemble.OpenAsync(Options(profile, claim), set, cancellationToken);
        var gains = new ConcurrentBag<double>();
        var shown = new ShownProblems([], next: null);
        LearningWorlds.ForEach(
            ensemble,
            [.. set.Chunk(BlockSize)],
            shown,
            (world, memory) => gains.Add(VirtualWorld.Run(
                (time, token) => GainAsync(ensemble.Create(
                    time, new Spending(SpendingLimits.None, time), reportsProgress: false, memory: memory), world, shown, token),
                cancellationToken)),
            cancellationToken);
        return ProfileClaims.Obtain(ProfileCatalog.Load(profile), "pass@1").GetValueOrDefault() + (gains.Sum() / problems);
    }

    private static EnsembleOptions Options(string profile, ProfileClaim claim) => new()
    {
        Endpoints = ["sim:" + profile],
        Agents = claim.Agents,
        Rounds = claim.Plan,
        Seed = 0,
        Mode = claim.Plan is null ? Mode : "vote",
        Stop = "all",
        Concurrency = 4096,
        AttemptDeadline = TimeSpan.FromDays(1).TotalSeconds,
    };

    private static Problem MakeUp(int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"claim/{number}"),
        Question = string.Create(CultureInfo.InvariantCulture, $"What is the number of problem {number} in the book of hard problems?"),
        Gold = ((RandomKey.Of(number).With("gold").ToSeed() % 9000) + 1000).ToString(CultureInfo.InvariantCulture),
    };

    private static async Task<double> GainAsync(
        ISolver solver, IReadOnlyList<Problem> problems, ShownProblems shown, CancellationToken cancellationToken)
    {
        var gain = 0.0;
        foreach (var problem in problems)
        {
            await foreach (var happened in solver.SolveAsync(new SolveRequest(problem, []), cancellationToken))
            {
                if (happened is not SolveEvent.Solved(var solution))
                    continue;

                shown.Report(solution);
                gain += Share(problem, solution) - Share(problem, solution.Attempts, round: 0);
            }
        }

        return gain;
    }

    /// <summary>Of rounds the attempts of the last one, as those who publish them count; else the choice.</summary>
    private static double Share(Problem problem, Solution solution) => solution.Attempts is [.., { Round: > 0 and var last }]
        ? Share(problem, solution.Attempts, last)
        : Share(problem, solution.Selection.Answer);

    private static double Share(Problem problem, IReadOnlyList<Attempt> attempts, int round) =>
        attempts.Where(a => a.Round == round).Average(a => Share(problem, a.Answer));

    private static double Share(Problem problem, Answer? answer) => Ensemble.Answers.Grade(problem, answer) == Grade.Correct ? 1 : 0;
}
