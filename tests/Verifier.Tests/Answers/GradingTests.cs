namespace HeavySim.Verifier.Tests.Answers;

public sealed class GradingTests
{
    private static readonly AnswerEngine Engine = new();

    [Fact]
    public void Version_Always_NamesTheChecker() => Assert.Equal("heavysim-answers/2", Engine.Version);

    [Fact]
    public void Grade_NoAnswer_Abstained() =>
        Assert.Equal(Grade.Abstained, Engine.Grade(Problems.Of(AnswerKind.Number, gold: "5"), answer: null));

    [Fact]
    public void Grade_NoGold_Ungraded()
    {
        var problem = Problems.Of(AnswerKind.Number);

        Assert.Equal(Grade.Ungraded, Engine.Grade(problem, Engine.Read(problem, "5")));
    }

    [Fact]
    public void Grade_NeitherGoldNorAnswer_Abstained() =>
        Assert.Equal(Grade.Abstained, Engine.Grade(Problems.Of(AnswerKind.Number), answer: null));

    [Fact]
    public void Grade_FurtherGoldInMetadata_Correct()
    {
        var problem = Problems.Of(AnswerKind.Text, gold: "USA") with
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["golds"] = """["United States", "America"]""" },
        };

        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Read(problem, "the united states")));
        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Read(problem, "USA")));
        Assert.Equal(Grade.Incorrect, Engine.Grade(problem, Engine.Read(problem, "Canada")));
    }

    [Theory]
    [InlineData("#### 18", "18")]
    [InlineData("\\boxed{18}", "18")]
    [InlineData("She sells 9 eggs.\n9 * 2 = <<9*2=18>>18\n#### 18", "18")]
    [InlineData("Thus the answer is $\\boxed{\\frac{3}{4}}$.", "0.75")]
    [InlineData("073", "73")]
    [InlineData("145.0", "145")]
    public void Grade_GoldAsItsSetWritesIt_Correct(string gold, string answer)
    {
        var problem = Problems.Of(kind: null, gold: gold);

        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Read(problem, answer)));
    }

    [Theory]
    [InlineData("15", "B")]
    [InlineData("B", "15")]
    [InlineData("(B)", "b")]
    public void Grade_ChoiceGoldByLetterOrText_Correct(string gold, string answer)
    {
        var problem = Problems.Of(AnswerKind.Choice, gold: gold);

        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Read(problem, answer)));
    }

    [Theory]
    [InlineData("18", "What?", AnswerKind.Number, "She makes $18 a day")]
    [InlineData("[1, 'a']", "What?", AnswerKind.Literal, "[1, \"a\"]")]
    [InlineData("[3, 1]", "def f(x):\n    return x\nassert f(1) == ??", AnswerKind.Literal, "[3,1]")]
    [InlineData("yes", "Is it?", AnswerKind.YesNo, "Yes, since it is even.")]
    [InlineData("24", "4 4 6 8", AnswerKind.Puzzle24, "(4 + 8) * (6 - 4)")]
    [InlineData("[[0, 1], [1, 0]]", "What?", AnswerKind.Grid, "0 1\n1 0")]
    public void Grade_KindInferred_AsIfGiven(string gold, string question, AnswerKind kind, string answer)
    {
        var inferred = Problems.Of(kind: null, gold, question);
        var given = Problems.Of(kind, gold, question);

        Assert.Equal(Engine.Read(given, answer), Engine.Read(inferred, answer));
        Assert.Equal(Grade.Correct, Engine.Grade(inferred, Engine.Read(inferred, answer)));
    }

    [Fact]
    public void Grade_PuzzleWithTargetInMetadata_ByThatTarget()
    {
        var problem = Problems.Of(
            AnswerKind.Puzzle24, question: "Using the numbers 19, 36, 55 and 7, make an equation that equals 65.", gold: "65") with
        {
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["target"] = "65" },
        };

        Assert.Equal(Grade.Correct, Engine.Grade(problem, Engine.Read(problem, "55 + 36 - 7 - 19")));
        Assert.Equal(Grade.Incorrect, Engine.Grade(problem, Engine.Read(problem, "55 + 36 - 19")));
    }
}
