namespace HeavySim.Verifier.Tests.Answers;

public sealed class ToleranceTests
{
    private static readonly AnswerEngine Engine = new();

    [Theory]
    [InlineData("tolerance", "0.01", "3.14", "3.15", Grade.Correct)]
    [InlineData("tolerance", "0.01", "3.14", "3.16", Grade.Incorrect)]
    [InlineData("tolerance", "5%", "200", "209", Grade.Correct)]
    [InlineData("tolerance", "5%", "200", "211", Grade.Incorrect)]
    [InlineData("tolerance", "5 %", "-200", "-190.5", Grade.Correct)]
    [InlineData("error", "1e-1", "\\sqrt{2}", "1.4", Grade.Correct)]
    [InlineData("error", "1e-1", "\\sqrt{2}", "1.6", Grade.Incorrect)]
    [InlineData("error", "timeout", "2", "2.0001", Grade.Incorrect)]
    [InlineData("error", "-1", "2", "2.5", Grade.Incorrect)]
    [InlineData("tolerance", "1", "x + 1", "x + 2", Grade.Incorrect)]
    [InlineData("tolerance", "0", "2", "2", Grade.Correct)]
    [InlineData("other", "1", "2", "2.5", Grade.Incorrect)]
    public void Grade_ProblemWithATolerance_KeepsToIt(string field, string tolerance, string gold, string answer, Grade grade)
    {
        var metadata = new Dictionary<string, string> { [field] = tolerance };
        var problem = new Problem { Id = "p", Question = "?", Gold = gold, Metadata = metadata };

        Assert.Equal(grade, Engine.Grade(problem, Engine.Read(problem, answer)));
    }
}
