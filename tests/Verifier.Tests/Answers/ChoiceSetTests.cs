using System.Text.Json;

namespace HeavySim.Verifier.Tests.Answers;

/// <summary>A real multiple-choice set (AQuA): every choice is recognised by its letter, its label and its text.</summary>
public sealed class ChoiceSetTests(ITestOutputHelper output)
{
    private static readonly AnswerEngine Engine = new();

    [Fact]
    public void Read_EveryChoiceOfAqua_ByLetterLabelAndText()
    {
        var (choices, byText) = (0, 0);
        foreach (var line in File.ReadLines(Recorded.Path("problems", "aqua_test.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var options = row.RootElement.GetProperty("options").EnumerateArray().Select(static o => o.GetString()!).ToArray();
            var problem = new Problem
            {
                Id = row.RootElement.GetProperty("id").GetString()!,
                Question = "?",
                Choices = options,
                Gold = row.RootElement.GetProperty("answer").GetString(),
            };
            for (var i = 0; i < options.Length; i++)
            {
                var letter = QuestionText.Label(i);
                Assert.Equal("c:" + letter, Engine.Read(problem, letter)?.Key);
                Assert.Equal("c:" + letter, Engine.Read(problem, $"({letter})")?.Key);
                Assert.Equal("c:" + letter, Engine.Read(problem, options[i])?.Key);
                choices++;
                var text = options[i][2..];
                if (Engine.Read(problem, text)?.Key == "c:" + letter)
                    byText++;
                else
                    output.WriteLine($"{problem.Id} {text} of {string.Join(" | ", options)}: {Engine.Read(problem, text)?.Key}");
            }
        }

        // The rest are choices with equal values, or texts that begin with the letter of another choice.
        output.WriteLine($"{byText} of {choices}");
        Assert.True(byText >= 0.98 * choices, $"{byText} of {choices}");
    }
}
