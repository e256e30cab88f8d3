using HeavySim.Core;
using HeavySim.Ensembles;

namespace HeavySim.SemanticKernel.Tests;

/// <summary>Prompt functions, checkers and plugins that heavysim.json names, in whole ensembles.</summary>
public sealed class WrittenEnsembleTests : IDisposable
{
    private const string Judge = """
        template: |
          <message role="system">Judge strictly. {{$ending}}</message>
          <message role="user">{{$problem}}{{$answer}}{{$solution}}Is it right?</message>
        """;

    private static readonly Problem[] Problems =
        [.. Enumerable.Range(1, 6).Select(static i => new Problem { Id = $"p{i}", Question = $"What is {i} + {i}?", Gold = $"{2 * i}" })];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Strategy_OfTheFile_IsWhatAgentsFollow()
    {
        Write("""{"strategies":{"careful":"careful.yaml"},"checkers":{"verdict":"judge.yaml"}}""");

        await using var ensemble = await OpenAsync(new EnsembleOptions { Strategies = ["careful", "plain"], Check = "verdict:2" });
        var solution = await ensemble.SolveAsync(Problems[0]);

        Assert.Equal(4, solution.Attempts.Count);
        Assert.Matches("^careful-[0-9a-f]{8}$", solution.Attempts.Single(static a => a.Agent.Index == 0).Agent.Strategy);
        Assert.Matches("^verdict-[0-9a-f]{8}$", ensemble.Identity["checkers"]);
        Assert.NotEmpty(solution.Ballot.Classes);
    }

    [Fact]
    public async Task Strategy_OfARosterLine_MayBeOneOfTheFiles()
    {
        Write("""
            {"strategies":{"careful":"careful.yaml"},"roster":[{"endpoint":"sim:","count":2,"strategy":"careful"},{"endpoint":"sim:"}]}
            """);

        await using var ensemble = await OpenAsync(new EnsembleOptions { Agents = null });
        var solution = await ensemble.SolveAsync(Problems[0]);

        Assert.Equal(2, solution.Attempts.Count(static a => a.Agent.Strategy.StartsWith("careful-", StringComparison.Ordinal)));
        Assert.Contains("/careful-", ensemble.Identity["endpoint"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"strategies":{"careful":"none.yaml"}}""", "strategies.careful cannot be used")]
    [InlineData("""{"checkers":{"pairwise":"judge.yaml"}}""", "only verdict and reverse take messages of one's own")]
    [InlineData("""{"checkers":{"verdict":"careful.yaml"}}""", "its variable 'question' is none of problem, answer, solution")]
    [InlineData("""{"checkers":{"verdict":"blind.yaml"}}""", "no message has {{$answer}}")]
    [InlineData("""{"plugins":{"maths":{}}}""", "plugins.maths needs either")]
    public async Task File_ThatIsWrong_NamesThePlace(string json, string fault)
    {
        Write(json);

        var error = await Assert.ThrowsAnyAsync<HeavySimException>(() => OpenAsync(new EnsembleOptions { Tools = "calculator" }));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plugin_OfTheFile_IsAToolOfAgents()
    {
        var assembly = typeof(WrittenEnsembleTests).Assembly.Location;
        Write($$$$"""{"plugins":{"maths":{"assembly":{{{{System.Text.Json.JsonSerializer.Serialize(assembly)}}}}}}}""");

        await using var ensemble = await OpenAsync(new EnsembleOptions { Tools = "plugin:*" });
        var solution = await ensemble.SolveAsync(Problems[0]);

        Assert.Equal("maths_double,maths_slow,maths_broken", ensemble.Identity["tools"]);
        Assert.All(solution.Attempts, static a => Assert.NotNull(a.Tools));
    }

    [Fact]
    public async Task Plugin_NotInTheFile_IsRefusedWithAHint()
    {
        Write("{}");

        var error = await Assert.ThrowsAsync<HeavySimException>(() => OpenAsync(new EnsembleOptions { Tools = "plugin:maths" }));

        Assert.Contains("No plugin is configured", error.Message, StringComparison.Ordinal);
    }

    private void Write(string json)
    {
        _folder.Write("heavysim.json", json);
        _folder.Write("judge.yaml", Judge);
        _folder.Write("blind.yaml", "template: '<message role=\"user\">{{$problem}}</message>'");
        _folder.Write("careful.yaml", "template: |\n  <message role=\"user\">{{$question}} {{$format}}</message>\n");
    }

    private Task<Ensemble> OpenAsync(EnsembleOptions options) => Ensemble.OpenAsync(
        options with
        {
            Agents = options.Agents ?? (options.Strategies is null && options.Tools is null ? null : 4),
            Endpoints = File.ReadAllText(_folder.File("heavysim.json")).Contains("roster") ? null : ["sim:"],
            Stop = "all",
            Config = _folder.File("heavysim.json"),
        },
        Problems);
}
