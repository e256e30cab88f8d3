namespace HeavySim.Verifier.Tests.Answers;

/// <summary>
/// Equivalence is one relation for each problem, whatever its gold makes of its kind: over all answers of the golden table, every one as
/// the gold of a problem once.
/// </summary>
public sealed class OneRelationTests
{
    private static readonly AnswerEngine Engine = new();

    private static IReadOnlyList<string> Answers { get; } =
        [.. GoldenPairsTests.Pairs().SelectMany(static row => (string[])[row.Data.Item2, row.Data.Item3]).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void Read_TheSameAnswerTwice_HasTheSameKey()
    {
        foreach (var problem in Problems())
        {
            var again = problem with { Id = "again" };
            foreach (var answer in Answers)
                Assert.Equal(Engine.Read(problem, answer)?.Key, Engine.Read(again, answer)?.Key);
        }
    }

    [Fact]
    public void Grade_AnyAnswer_IsRightExactlyWhenItsKeyIsTheGolds()
    {
        foreach (var problem in Problems())
        {
            if (Engine.Read(problem, problem.Gold!) is not { } gold)
                continue;

            Assert.Equal(Grade.Correct, Engine.Grade(problem, gold));
            foreach (var answer in Answers)
            {
                // So right answers are right among each other: equality of keys is reflexive, symmetric and transitive.
                if (Engine.Read(problem, answer) is { } read)
                    Assert.True(
                        Engine.Grade(problem, read) == Grade.Correct == (read.Key == gold.Key), $"gold {problem.Gold}, answer {answer}");
            }
        }
    }

    /// <summary>Kinds that are graded by their key; every seventh answer as a gold, to be quick.</summary>
    private static IEnumerable<Problem> Problems() =>
        from kind in (AnswerKind?[])[null, AnswerKind.Number, AnswerKind.Math, AnswerKind.Text, AnswerKind.YesNo, AnswerKind.Choice]
        from gold in Answers.Where(static (_, i) => i % 7 == 0)
        select new Problem { Id = "p", Question = "What is it?", Gold = gold, Kind = kind };
}
