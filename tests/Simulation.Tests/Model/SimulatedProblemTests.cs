namespace HeavySim.Simulation.Tests;

public sealed class SimulatedProblemTests
{
    private static readonly PlainAnswers Engine = new();

    [Theory]
    [InlineData("18")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("145.0")]
    [InlineData("1,234,500")]
    [InlineData("0.003")]
    [InlineData("\\frac{3}{4}")]
    [InlineData("[1, 2, 3]")]
    [InlineData("x + y")]
    [InlineData("Paris")]
    [InlineData("the blue one")]
    public void AnswerOf_AnyGold_WrongAnswersAreDifferentFromItAndFromEachOther(string gold)
    {
        var problem = Known(new Problem { Id = "p", Question = "Q?", Gold = gold });
        var key = RandomKey.Of(3).With("p");

        var answers = Enumerable.Range(0, 13).Select(c => Engine.Read(problem.Problem, problem.AnswerOf(c, key))!.Key).ToList();

        Assert.Equal(gold, problem.AnswerOf(0, key));
        Assert.Equal(answers.Count, answers.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void AnswerOf_IntegerGold_WrongAnswersAreIntegersNearIt()
    {
        var problem = Known(new Problem { Id = "p", Question = "Q?", Gold = "40" });

        var wrong = Enumerable.Range(1, 12)
            .Select(c => int.Parse(problem.AnswerOf(c, RandomKey.Of(1)), System.Globalization.CultureInfo.InvariantCulture));

        Assert.All(wrong, w => Assert.InRange(w, 0, 80));
    }

    [Fact]
    public void AnswerOf_Choices_AreTheOtherLetters()
    {
        var problem = Known(new Problem { Id = "p", Question = "Q?", Gold = "B", Choices = ["one", "two", "three", "four"] });

        Assert.Equal(3, problem.WrongClasses);
        Assert.Equal("B", problem.AnswerOf(0, RandomKey.Of(1)));
        Assert.Equal(["A", "C", "D"], Enumerable.Range(1, 3).Select(c => problem.AnswerOf(c, RandomKey.Of(1)))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnswerOf_YesNo_IsTheOtherOne()
    {
        var problem = Known(new Problem { Id = "p", Question = "Q?", Gold = "Yes" });

        Assert.Equal(1, problem.WrongClasses);
        Assert.Equal("No", problem.AnswerOf(1, RandomKey.Of(1)));
    }

    [Theory]
    [InlineData("1 1 4 6")]
    [InlineData("4 9 10 13")]
    [InlineData("3 3 8 8")]
    public void AnswerOf_Game24_RightMakes24AndWrongDoesNot(string numbers)
    {
        var problem = Known(new Problem { Id = "p", Question = numbers, Gold = "24" });

        Assert.Equal(GoldForm.Puzzle24, problem.Form);
        Assert.Equal(24, QuestionCalculator.Find(problem.AnswerOf(0, RandomKey.Of(1)))!.Value, 1e-6);
        for (var c = 1; c <= 12; c++)
            Assert.NotEqual(24, QuestionCalculator.Find(problem.AnswerOf(c, RandomKey.Of(1)))!.Value, 1e-6);
    }

    [Fact]
    public void AnswerOf_WordsInASet_WrongAnswersAreOtherProblemsGolds()
    {
        string[] cities = ["Paris", "London", "Rome", "Madrid", "Oslo"];
        var book = new ProblemBook(
            cities.Select(c => new Problem { Id = c, Question = $"Capital number {c.Length}{c[0]}?", Gold = c }), Engine);
        var problem = book.Find("Capital number 5P?");

        Assert.All(Enumerable.Range(1, 4), c => Assert.Contains(problem.AnswerOf(c, RandomKey.Of(1)), cities));
    }

    [Theory]
    [InlineData("What is 17 * 23?", "391")]
    [InlineData("Compute (2 + 3) × 4 − 1.", "19")]
    [InlineData("How much is 10/4", "2.5")]
    [InlineData("2^10 - 1,000 = ?", "24")]
    public void Find_UnknownArithmetic_IsComputed(string question, string expected) =>
        Assert.Equal(expected, new ProblemBook([], Engine).Find(question).Gold);

    [Fact]
    public void Find_UnknownQuestion_MakesUpTheSameGoldInEveryWorld()
    {
        var first = new ProblemBook([], Engine).Find("Who was it?").Gold;

        Assert.Equal(first, new ProblemBook(Worlds.Sums(5), Engine).Find("Who was it?").Gold);
        Assert.NotEqual(first, new ProblemBook([], Engine).Find("Who was it then?").Gold);
    }

    [Fact]
    public void Find_UnknownQuestionWithChoices_AnswersWithALetter()
    {
        var gold = new ProblemBook([], Engine).Find("Which?\n\nA) red\nB) green\nC) blue");

        Assert.Equal(GoldForm.Choice, gold.Form);
        Assert.Equal(2, gold.WrongClasses);
    }

    private static SimulatedProblem Known(Problem problem) => new ProblemBook([problem], Engine).Find(QuestionText.Of(problem));
}
