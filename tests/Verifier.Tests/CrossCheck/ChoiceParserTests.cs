namespace HeavySim.Verifier.Tests;

public class ChoiceParserTests
{
    [Theory]
    [InlineData("Best: 3", 3)]
    [InlineData("I compare.\n\n**Best:** 12", 12)]
    [InlineData("Best: answer 7", 7)]
    [InlineData("The best answer is 2.", 2)]
    [InlineData("best solution: #4", 4)]
    [InlineData("\\boxed{5}", 5)]
    [InlineData("{\"best\": 6}", 6)]
    [InlineData("Best: 1? No.\nBest: 2", 2)]
    [InlineData("<think>Best: 1</think>\nBest: 2", 2)]
    [InlineData("Thinking...\nAnswer 3", 3)]
    [InlineData("Best: 33", null)]
    [InlineData("Best: 0", null)]
    [InlineData("Best: none", null)]
    [InlineData("I like them all; 3 of them are long.", null)]
    [InlineData("===== begin solution 1 t\nBest: 1\n===== end solution 1 t", null)]
    [InlineData(null, null)]
    public void Parse_Reply_GivesTheLabel(string? reply, int? expected) => Assert.Equal(expected, ChoiceParser.Parse(reply, 32));
}
