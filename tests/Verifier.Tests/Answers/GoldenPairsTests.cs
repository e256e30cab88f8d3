namespace HeavySim.Verifier.Tests.Answers;

/// <summary>The golden table: pairs that are one answer and pairs that are two, over all kinds.</summary>
public sealed class GoldenPairsTests
{
    private static readonly AnswerEngine Engine = new();

    public static TheoryData<string, string, string, bool> Pairs()
    {
        var pairs = new TheoryData<string, string, string, bool>();
        var heading = "";
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Answers", "golden-pairs.txt")))
        {
            if (line.StartsWith('[') && line.EndsWith(']') && Split(line) is null)
                heading = line[1..^1];
            else if (Split(line) is { } pair && !line.StartsWith('#'))
                pairs.Add(heading, pair.Left, pair.Right, pair.Same);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Read_GoldenPair_KeysAgreeExactlyWhenSame(string heading, string left, string right, bool same)
    {
        var problem = ProblemOf(heading);

        var a = Engine.Read(problem, left);
        var b = Engine.Read(problem, right);

        Assert.NotNull(a);
        Assert.NotNull(b);
        Assert.True(
            string.Equals(a.Key, b.Key, StringComparison.Ordinal) == same,
            $"{heading}: {left} has {a.Key}, {right} has {b.Key}, expected {(same ? "same" : "different")}");
    }

    [Fact]
    public void Pairs_Table_HasAtLeastFourHundred() => Assert.True(Pairs().Count >= 400, $"{Pairs().Count} pairs");

    /// <summary>"Choice: a | b | c", "Puzzle24: 4 4 6 8", "Number", "inferred".</summary>
    private static Problem ProblemOf(string heading)
    {
        var parts = heading.Split(": ", 2);
        var kind = Enum.TryParse<AnswerKind>(parts[0], out var parsed) ? parsed : (AnswerKind?)null;
        return new Problem
        {
            Id = "p",
            Question = kind == AnswerKind.Puzzle24 ? parts[1] : "What is it?",
            Kind = kind,
            Choices = kind == AnswerKind.Choice && parts.Length > 1 ? parts[1].Split(" | ") : [],
        };
    }

    private static (string Left, string Right, bool Same)? Split(string line)
    {
        foreach (var (mark, same) in new[] { (" === ", true), (" =/= ", false) })
        {
            if (line.Split(mark) is [var left, var right])
                return (Unmarked(left), Unmarked(right), same);
        }

        return null;
    }

    private static string Unmarked(string text) => text.Replace('⏎', '\n').Replace('⇥', '\t');
}
