using HeavySim.Mathematics;

namespace HeavySim.Verifier.Tests;

/// <summary>
/// Synthetic panels: item-response members in families, with a trap on every problem that wrong answers fall into together.
/// </summary>
internal static class PanelWorld
{
    /// <summary>One very able member, a few able ones, many weak ones that are wrong together.</summary>
    public static IReadOnlyList<FusionProblem> Dominated(long seed, int problems, int members) => Create(
        seed,
        problems,
        [.. Enumerable.Range(0, members).Select(j => j == 0 ? 1.75 : j < 6 ? .15 * j : .2 - (1.6 * j / members))],
        slope: 2,
        trap: 1);

    /// <summary>Members of one ability: nothing to learn.</summary>
    public static IReadOnlyList<FusionProblem> Equals(long seed, int problems, int members) =>
        Create(seed, problems, [.. Enumerable.Repeat(.3, members)], slope: 1, trap: -1);

    private static FusionProblem[] Create(long seed, int problems, double[] ability, double slope, double trap)
    {
        string[] names = [.. Enumerable.Range(0, ability.Length).Select(static j => $"m{j:00}")];
        return [.. Enumerable.Range(0, problems).Select(i =>
        {
            var stream = RandomKey.Of(seed).With(i).Open();
            var difficulty = 1.3 * stream.NextNormal();
            double[] family = [stream.NextNormal(), stream.NextNormal(), stream.NextNormal(), stream.NextNormal()];
            var trapShare = LogOdds.ToProbability(trap + (1.2 * stream.NextNormal()));
            var answers = new string?[ability.Length];
            for (var j = 0; j < answers.Length; j++)
            {
                var right = LogOdds.ToProbability((slope * (ability[j] - difficulty)) + family[j % 4]);
                if (stream.NextDouble() >= .03)
                    answers[j] = stream.NextDouble() < right
                        ? "right" : stream.NextDouble() < trapShare ? "trap" : $"slip {stream.NextInt(30)}";
            }

            return FusionProblem.Of($"p{i}", names, answers, static key => key == "right");
        })];
    }
}
