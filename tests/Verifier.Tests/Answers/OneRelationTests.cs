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

    [Fact]
    public void Grade_AnswersAsGoldsOfEachOther_IsSymmetricAndTransitive()
    {
        string[] answers =
        [
            "5", "5.0", "five", "x=5", "10/2", "5 cm", "0.05", "1/20", "(5)", "5!", "120", "x \\ge 5", "[5,\\infty)", "at least 5",
            "k+5", "(k+5) \\text{ ways}", "\\sqrt[3]{t-5}", "5:30", "5:30 p.m.", "17:30", "(2,5)", "\\{2,5\\}", "]2,5[",
            "2.5", "x=2 \\text{ or } x=5", "2021-03-05", "March 5, 2021", "yes", "no", "no solution", "\\text{no solution}",
            "the answer is yes", "The statement is true.", "7 is prime, so yes", "No, because 9 is odd.",
            "Correct to two places",
            "B", "(B)", "\\frac12", "0.5", "\\pi/2", "\\frac{\\pi}{2}", "\\sqrt{12}", "2\\sqrt3", "y=2x+1", "f(x)=2x+1", "2x+1",
            "\\begin{pmatrix}1\\\\2\\end{pmatrix}", "45以上", "比例为5/12", "5/12", "Paris", "paris", "the Paris",
        ];
        var problems = answers.Select(gold => new Problem { Id = "p", Question = "?", Gold = gold }).ToList();
        var same = problems
            .Select(problem => answers.Select(answer => Engine.Grade(problem, Engine.Read(problem, answer)) == Grade.Correct).ToArray())
            .ToArray();

        for (var i = 0; i < answers.Length; i++)
        {
            Assert.True(same[i][i], answers[i]);
            for (var j = 0; j < answers.Length; j++)
            {
                Assert.True(same[i][j] == same[j][i], $"{answers[i]} and {answers[j]}");
                for (var k = 0; same[i][j] && k < answers.Length; k++)
                    Assert.True(!same[j][k] || same[i][k], $"{answers[i]}, {answers[j]} and {answers[k]}");
            }
        }
    }
}
