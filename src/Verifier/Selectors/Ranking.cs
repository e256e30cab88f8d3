namespace HeavySim.Verifier;

/// <summary>Turns scores of answer classes into a selection by the one tie rule all selectors share.</summary>
/// <remarks>
/// Scores closer than one part in a billion are tied. The winner is drawn uniformly among the tied classes, sorted by key, from the stream
/// (seed, problem, "tie"): the choice depends on the seed and the problem, never on who came first.
/// </remarks>
internal static class Ranking
{
    private const double Tolerance = 1e-9;

    /// <summary>The selection of a ballot nobody answered.</summary>
    public static Selection Nothing(string method) =>
        new() { Method = method, Answer = null, Rationale = "No agent gave an answer." };

    /// <summary>Chooses the class with the highest score.</summary>
    /// <param name="method">The selector's name.</param>
    /// <param name="problem">The problem, whose id keys the draw among ties.</param>
    /// <param name="classes">The classes, at least one.</param>
    /// <param name="scores">A score in 0..1 per class, in their order.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="rationale">Why, for people; a sentence on the tie is added where there was one.</param>
    public static Selection Choose(
        string method, Problem problem, IReadOnlyList<AnswerClass> classes, IReadOnlyList<double> scores, long seed, string rationale)
    {
        var (selection, winner, level) = Winner(method, problem, classes, scores, seed);
        var order = Enumerable.Range(0, classes.Count)
            .OrderByDescending(i => i == winner)
            .ThenByDescending(i => scores[i])
            .ThenBy(i => classes[i].Key, StringComparer.Ordinal);

        return selection with
        {
            Ranking =
            [
                .. order.Select(
                    i => new ScoredAnswer(AnswerOf(classes[i]).Text, classes[i].Key, classes[i].Votes, Math.Clamp(scores[i], 0, 1))),
            ],
            Rationale = level > 1
                ? $"{rationale} {level} answers were level; the draw keyed by seed and problem decided."
                : rationale,
        };
    }

    /// <summary>
    /// The class with the highest score: the choice without ranking and rationale, its place, and how many have that score.
    /// </summary>
    /// <inheritdoc cref="Choose" path="/param"/>
    public static (Selection Selection, int Place, int Level) Winner(
        string method, Problem problem, IReadOnlyList<AnswerClass> classes, IReadOnlyList<double> scores, long seed)
    {
        var tied = Tied(classes, scores);
        var winner = tied[Draw(problem, seed, tied.Count)];
        return (
            new Selection { Method = method, Answer = AnswerOf(classes[winner]), Confidence = Math.Clamp(scores[winner], 0, 1) }, winner,
            tied.Count);
    }

    /// <summary>The answer of a class as the member first in the roster wrote it, whoever came in first.</summary>
    public static Answer AnswerOf(AnswerClass answerClass) =>
        answerClass.Members.OrderBy(static m => m.Attempt.Agent.Index).ThenBy(static m => m.Attempt.Sample).First().Answer;

    private static List<int> Tied(IReadOnlyList<AnswerClass> classes, IReadOnlyList<double> scores)
    {
        var best = scores.Max();
        var slack = Tolerance * Math.Max(Math.Abs(best), 1e-300);
        return [.. Enumerable.Range(0, classes.Count)
            .Where(i => scores[i] >= best - slack)
            .OrderBy(i => classes[i].Key, StringComparer.Ordinal)];
    }

    private static int Draw(Problem problem, long seed, int count)
    {
        if (count == 1)
            return 0;

        var stream = RandomKey.Of(seed).With(problem.Id).With("tie").Open();
        return stream.NextInt(count);
    }
}
