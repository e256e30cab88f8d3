using System.CommandLine;

namespace HeavySim.Cli.Tests.Options;

/// <summary>Every option that takes a number reads it strictly, and says what it takes.</summary>
public sealed class NumberOptionTests
{
    public static TheoryData<string, string> Numeric =>
    [
        .. CommandLine.Root().Subcommands.SelectMany(static verb => verb.Options
            .Where(static o => Type.GetTypeCode(Nullable.GetUnderlyingType(o.ValueType) ?? o.ValueType)
                is >= TypeCode.SByte and <= TypeCode.Decimal)
            .Select(o => (verb.Name, o.Name))),
    ];

    [Fact]
    public void Numeric_OptionsOfAllVerbs_AreSeen()
    {
        Assert.Contains(("run", "--check-share"), Numeric.Select(static row => row.Data));
        Assert.Contains(("mock", "--port"), Numeric.Select(static row => row.Data));
        Assert.InRange(Numeric.Count, 30, 60);
    }

    [Theory]
    [MemberData(nameof(Numeric))]
    public void Parse_WhatMayBeMeantOtherwise_IsRefusedWithWhatTheOptionTakes(string verb, string option)
    {
        foreach (var text in (string[])["0,1", "1,000", "NaN", "Infinity", "1e999", " 1", "1_000", "٣", "many"])
        {
            var parsed = CommandLine.Root().Parse([verb, $"{option}={text}"]);

            Assert.Contains(
                parsed.Errors, e => e.Message.StartsWith($"{option} takes a ", StringComparison.Ordinal)
                    && e.Message.Contains($", not '{text}'.", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(
        "run x --check-share 0,1",
        "--check-share takes a number, more than 0 and less than 1, not '0,1'. A point stands before decimals, and nothing between "
        + "thousands.")]
    [InlineData("run x -t NaN", "--temperature takes a number, 0 to 2, not 'NaN'.")]
    [InlineData("run x --limit 0", "--limit is at least 1, not 0.")]
    [InlineData("report --golds -1", "--golds is at least 0, not -1.")]
    [InlineData("predict --detect 1", "--detect is a share between 0 and 1 (.02 is two points), not 1.")]
    [InlineData("predict --agents 2000", "--agents is 1 to 1024, not 2000.")]
    [InlineData("fit --folds 1", "--folds is 2 to 20, not 1.")]
    [InlineData("mock --port 70000", "--port is 0 to 65535, not 70000.")]
    [InlineData("mock --latency 4000", "--latency is 0 to 3600 seconds, not 4000.")]
    [InlineData("profiles --check --heavy-problems 0", "--heavy-problems is at least 1, not 0.")]
    public async Task Verb_NumberItDoesNotTake_SaysWhatItTakes(string line, string said)
    {
        using var folder = new ScratchFolder();

        var refused = await Invocation.OfAsync(line.Split(' '));

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"heavysim: {said}\n", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stop beta:NaN", "--stop cannot be 'beta:NaN': The stop rule 'beta' takes a number from 0.5 to 1")]
    [InlineData("--stop beta:0,95", "--stop cannot be 'beta:0,95': The stop rule 'beta' takes a number from 0.5 to 1")]
    [InlineData("--check swiss:NaN", "--check cannot be 'swiss:NaN': The number of 'swiss' must be 1 to 32")]
    [InlineData("--check verdict:2.5", "--check cannot be 'verdict:2.5': The number of 'verdict' must be 1 to 32, not '2.5'")]
    [InlineData("--cut deepconf:keep=NaN", "--cut cannot be 'deepconf:keep=NaN'")]
    [InlineData("--select deepconf:keep=0,1", "--select cannot be 'deepconf:keep=0,1': The selector is deepconf")]
    [InlineData("--patience NaN", "--patience is a time such as 90")]
    [InlineData("--budget cost=1,5", "--budget cannot be 'cost=1,5'")]
    [InlineData("--budget cost=NaN", "--budget cannot be 'cost=NaN'")]
    public async Task Run_NumberWithinATermThatIsNone_IsRefused(string flags, string said)
    {
        using var folder = new ScratchFolder();

        var refused = await Invocation.InAsync(folder, ["run", Sums.File(folder, 1), "-n", "4", .. flags.Split(' ')]);

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"heavysim: {said}", refused.Error, StringComparison.Ordinal);
    }
}
