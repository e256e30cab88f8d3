using HeavySim.Records.Problems;
using HeavySim.Records.Samples;
using HeavySim.Verifier;

namespace HeavySim.Records.Tests;

/// <summary>The files that ship with the project do what a newcomer expects of them.</summary>
public sealed class ExampleProblemsTests
{
    private static readonly AnswerEngine Engine = new();

    [Fact]
    public async Task LoadAsync_WordProblems_AreGradedByTheirGolds()
    {
        var set = await ProblemSet.LoadAsync(Example("word-problems.jsonl"), TestContext.Current.CancellationToken);

        Assert.Empty(set.Remarks);
        Assert.InRange(set.Problems.Count, 60, 100);
        Assert.True(set.Problems.Select(static p => p.Category).Distinct().Count() >= 5);
        Assert.All(set.Problems, static p =>
            Assert.Equal(Grade.Correct, Engine.Grade(p, Engine.Extract(p, $"I worked it out.\nAnswer: {p.Gold}"))));
        Assert.All(set.Problems.Where(static p => p.Gold != "A"), static p =>
            Assert.Equal(
                Grade.Incorrect, Engine.Grade(
                    p, Engine.Read(p, p.Choices.Count > 0 ? "A" : p.Kind == AnswerKind.YesNo ? "yes" : "12345"))));
    }

    [Fact]
    public async Task LoadAsync_RecordedExample_HasTextsAndMarks()
    {
        var samples = await RecordedSamples.LoadAsync(
            Example("recorded/tiny_arithmetic_k32.jsonl.gz"), Engine, TestContext.Current.CancellationToken);

        Assert.Equal((200, 32), (samples.Problems, samples.MaxSamples));
        var first = samples.Of(new Problem { Id = "?", Question = "What is (87 + 73) * 9?" });
        Assert.Contains("The answer is 1710.", first[0].Attempt.Text, StringComparison.Ordinal);
        Assert.Equal((Grade.Incorrect, Grade.Correct), (first[0].Grade, first[1].Grade));
    }

    private static string Example(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "examples", file);
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("The examples are part of the project.", file);
    }
}
