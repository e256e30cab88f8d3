using System.Globalization;
using System.Text.RegularExpressions;
using HeavySim.Experiments.Fitting;

namespace HeavySim.Ensembles.Profiles;

/// <summary>A fitted world as a profile of the simulated model.</summary>
internal static partial class FittedProfile
{
    private const double Tolerance = .03;
    // A tail of so many degrees is a normal one; null would be left out of the file, and mean the default there.
    private const double PlainTail = 1000;
    private const double LeastShape = 1e-3;
    private const double MostShape = 1e5;

    /// <summary>The profile. What the run says nothing of keeps the profile's defaults; the claims are the recorded curve.</summary>
    /// <param name="world">The fit.</param>
    /// <param name="run">The run's name.</param>
    public static SimulationProfile Of(FittedWorld world, string run)
    {
        var source = $"recorded: {run}, {world.Problems} problems";
        var profile = new SimulationProfile
        {
            Name = NameOf(run),
            Description = string.Create(
                CultureInfo.InvariantCulture, $"Fitted to {world.Samples} recorded samples of {world.Problems} problems of the run {run}."),
            IsFit = true,
            Difficulty = new Difficulty.Beta(
                Math.Clamp(world.Difficulty.ZeroShare, 0, 1),
                Math.Clamp(world.Difficulty.Alpha, LeastShape, MostShape),
                Math.Clamp(world.Difficulty.Beta, LeastShape, MostShape)),
            Models = world.Models,
            WrongAnswers = new WrongAnswers { Abstain = Math.Min(world.Abstain, .999) },
            Claims =
            [
                .. world.Recorded.Select(p => Claim("pass", p.K, p.Pass.Value)),
                .. world.Recorded.Where(static p => p.K > 1).Select(p => Claim("maj", p.K, p.Majority.Value)),
            ],
        };
        if (world.WrongAnswers is { } wrong)
        {
            profile.WrongAnswers.AttractorAlpha = wrong.AttractorAlpha;
            profile.WrongAnswers.AttractorBeta = wrong.AttractorBeta;
            profile.WrongAnswers.ZipfExponent = wrong.ZipfExponent;
            profile.WrongAnswers.Classes = wrong.Classes;
        }

        if (world.Tokens is { } tokens)
        {
            profile.Tokens.Median = tokens.Median;
            profile.Tokens.Spread = tokens.Spread;
            profile.Tokens.TailDegrees = tokens.TailDegrees ?? PlainTail;
            profile.Tokens.WrongFactor = tokens.WrongFactor;
            profile.Tokens.HardFactor = tokens.HardFactor;
        }

        if (world.Speed is { } speed)
        {
            profile.Speed.FirstTokenSeconds = speed.FirstTokenSeconds;
            profile.Speed.TokensPerSecond = speed.TokensPerSecond;
            profile.Speed.TokensPerSecondSpread = speed.TokensPerSecondSpread;
        }

        if (world.Prices is { } prices)
            profile.Prices = new Prices(prices.InputPerMillion, prices.OutputPerMillion);
        return profile;

        ProfileClaim Claim(string metric, int k, double value) => new()
        {
            Metric = string.Create(CultureInfo.InvariantCulture, $"{metric}@{k}"),
            Value = value,
            Tolerance = Tolerance,
            Source = source,
        };
    }

    /// <summary>Writes a profile; the file is replaced as a whole.</summary>
    /// <exception cref="HeavySimException">It cannot be written.</exception>
    public static Task WriteAsync(string path, SimulationProfile profile)
    {
        if (profile.Errors() is { Count: > 0 } errors)
            throw new HeavySimException($"The run gives no usable profile: {string.Join("; ", errors)}.");

        return WholeFile.WriteAsync(path, ProfileCatalog.ToJson(profile) + "\n");
    }

    private static string NameOf(string run)
    {
        var name = Unfit().Replace(run.ToLowerInvariant(), "-").Trim('-');
        return name.Length > 0 ? name : "fitted";
    }

    [GeneratedRegex("[^a-z0-9.-]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Unfit();
}
