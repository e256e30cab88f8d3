using HeavySim.Statistics;
using HeavySim.Statistics.Predicting;

namespace HeavySim.Benchmarks;

/// <summary>
/// A kind of problem set as real ones come, simulated: how hard its problems are, and how right and wrong answers scatter with that.
/// </summary>
/// <param name="Name">What it is like.</param>
/// <param name="Problems">How many.</param>
/// <param name="Samples">Of each.</param>
/// <param name="Draw">Draws the law of one problem.</param>
internal sealed record PredictionShape(string Name, int Problems, int Samples, PredictionShape.Problem Draw)
{
    public delegate SampleLaw Problem(ref RandomStream random);

    public static readonly IReadOnlyList<PredictionShape> All =
    [
        new("smooth", 164, 100, (ref r) => new SampleLaw(Draws.Beta(ref r, 0.5, 0.6), 0, new PitmanYor(2, 0.3), new PitmanYor(4, 0.5))),
        new("code, right answers scatter where it is hard", 164, 100, (ref r) =>
        {
            var chance = Draws.Beta(ref r, 0.5, 0.6);
            return new SampleLaw(
                chance, 0, new PitmanYor(Math.Exp(2 - (3 * chance) + (1.5 * r.NextNormal())), 0.3),
                new PitmanYor(Math.Exp(1.5 + r.NextNormal()), 0.5));
        }),
        new("mathematics, wrong answers scatter where it is hard, some silent", 500, 40, (ref r) =>
        {
            var chance = r.NextDouble() < 0.05 ? 0 : Draws.Beta(ref r, 0.8, 0.6);
            return new SampleLaw(
                chance, Draws.Beta(ref r, 0.5, 8), new PitmanYor(0.03, 0),
                new PitmanYor(Math.Exp(2 - (3 * chance) + (0.8 * r.NextNormal())), 0.3));
        }),
        new("an easy part, a hard part, a hopeless part", 500, 40, (ref r) =>
        {
            var isEasy = r.NextDouble() < 0.6;
            var chance = isEasy ? Draws.Beta(ref r, 12, 1) : r.NextDouble() < 0.5 ? 0.0005 : Draws.Beta(ref r, 2, 6);
            return new SampleLaw(chance, 0, new PitmanYor(0.05, 0), new PitmanYor(isEasy ? 0.5 : 3, 0.2));
        }),
    ];

    /// <summary>A new set of this kind.</summary>
    public IReadOnlyList<(string? Key, Grade Grade)[]> Make(RandomKey key)
    {
        var random = key.With(Name).Open();
        var set = new List<(string?, Grade)[]>(Problems);
        for (var i = 0; i < Problems; i++)
        {
            var law = Draw(ref random);
            var problem = new ObservedProblem(new AnswerCounts([], [])).Complete(Samples, law, ref random);
            set.Add([.. Spread(problem)]);
        }

        return set;
    }

    private static IEnumerable<(string? Key, Grade Grade)> Spread(AnswerCounts problem)
    {
        for (var i = 0; i < problem.Abstained; i++)
            yield return (null, Grade.Abstained);
        for (var answer = 0; answer < problem.Counts.Length; answer++)
        {
            for (var i = 0; i < problem.Counts[answer]; i++)
                yield return ($"answer {answer}", problem.RightShares[answer] > 0 ? Grade.Correct : Grade.Incorrect);
        }
    }
}
