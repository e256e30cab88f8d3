using System.CommandLine;
using System.Reflection;
using HeavySim.Cli.Options;

namespace HeavySim.Cli.Tests.Options;

public sealed class EnsembleFlagsTests
{
    /// <summary>What is no option of the ensemble.</summary>
    private static readonly string[] Elsewhere = ["--store", "--json"];

    private static readonly PropertyInfo[] Properties =
        [
            .. typeof(EnsembleOptions).GetProperties().Where(static p =>
                p.GetMethod!.IsPublic && p.Name is not (nameof(EnsembleOptions.Cache) or nameof(EnsembleOptions.LoggerFactory))),
        ];

    public static TheoryData<string> Flags => [.. FlagRow.All.Select(static r => r.Flag)];

    [Theory]
    [MemberData(nameof(Flags))]
    public void Read_FlagGiven_ChangesItsPropertyAndNoOther(string flag)
    {
        var row = FlagRow.All.Single(r => r.Flag == flag);
        var usual = Read();

        var options = Read(flag, row.Text);

        Assert.All(Properties, property =>
            Assert.Equal(property.Name == row.Property ? row.Value : property.GetValue(usual), property.GetValue(options)));
        Assert.NotEqual(row.Value, Properties.Single(p => p.Name == row.Property).GetValue(usual));
    }

    [Fact]
    public void AddTo_EveryFlag_HasARowInTheTable()
    {
        var (command, _) = Create("all");

        Assert.Equal(
            FlagRow.All.Select(static r => r.Flag).Concat(Elsewhere).Order(StringComparer.Ordinal),
            command.Options.Select(static o => o.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_OfTheTable_FillEveryPropertyOnce() =>
        Assert.Equal(
            Properties.Select(static p => p.Name).Order(StringComparer.Ordinal),
            FlagRow.All.Select(static r => r.Property).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("run")]
    [InlineData("solve")]
    public void Verb_OfAnEnsemble_TakesEveryFlag(string verb)
    {
        var command = CommandLine.Root().Subcommands.Single(c => c.Name == verb);

        Assert.All(FlagRow.All, row => Assert.Contains(row.Flag, command.Options.Select(static o => o.Name)));
        Assert.All(Elsewhere, flag => Assert.Contains(flag, command.Options.Select(static o => o.Name)));
    }

    [Fact]
    public void Read_NothingGiven_LeavesTheRestToTheModeAndTheFile()
    {
        var options = Read();

        Assert.Equal((1L, "heavy", 1800.0, 32), (options.Seed, options.Mode, options.AttemptDeadline, options.Concurrency));
        string[] said = [nameof(options.Seed), nameof(options.Mode), nameof(options.AttemptDeadline), nameof(options.Concurrency)];
        Assert.All(Properties.Where(p => !said.Contains(p.Name)), property =>
            Assert.Empty((System.Collections.IEnumerable?)property.GetValue(options) ?? Array.Empty<object>()));
    }

    [Fact]
    public void Read_EndpointsAndModelsRepeated_AreAllThereInOrder()
    {
        var options = Read("-e", "sim:hle-like", "-m", "b", "--endpoint", "sim:default", "--model", "a");

        Assert.Equal(["sim:hle-like", "sim:default"], options.Endpoints);
        Assert.Equal(["b", "a"], options.Models);
    }

    [Fact]
    public void Aliases_OfTheFlags_AreTheDocumentedOnes()
    {
        var (command, _) = Create("all");

        var aliases = command.Options.SelectMany(static o => o.Aliases.Select(a => $"{a} {o.Name}"));

        Assert.Equal(["-c --concurrency", "-e --endpoint", "-m --model", "-n --agents", "-t --temperature"], aliases.Order());
    }

    [Theory]
    [InlineData("all")]
    [InlineData("lead")]
    public void Read_NoStopRule_IsTheVerbs(string usual)
    {
        var (command, flags) = Create(usual);

        Assert.Equal(usual, EnsemblePlan.Of(flags.Read(command.Parse([]))).Stop.Name);
        Assert.Equal("window:5", EnsemblePlan.Of(flags.Read(command.Parse(["--stop", "window"]))).Stop.Name);
    }

    [Fact]
    public void StoreAndJson_Given_AreTheCommandsOwn()
    {
        var (command, flags) = Create("all");

        var (plain, given) = (command.Parse([]), command.Parse(["--store", "own.db", "--json"]));

        Assert.Equal(("heavysim.db", false), (flags.Store(plain), flags.IsJson(plain)));
        Assert.Equal(("own.db", true), (flags.Store(given), flags.IsJson(given)));
    }

    private static EnsembleOptions Read(params string[] args)
    {
        var (command, flags) = Create("all");
        var parsed = command.Parse(args);
        Assert.Empty(parsed.Errors);
        return flags.Read(parsed);
    }

    private static (Command Command, EnsembleFlags Flags) Create(string usualStop)
    {
        var command = new Command("verb");
        var flags = new EnsembleFlags(usualStop);
        flags.AddTo(command);
        return (command, flags);
    }
}
