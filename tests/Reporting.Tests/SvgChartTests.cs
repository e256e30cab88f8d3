using System.Xml.Linq;
using HeavySim.Experiments.Comparing;
using HeavySim.Statistics;

namespace HeavySim.Reporting.Tests;

public sealed class SvgChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => [.. ReportSections.Charts];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task DrawAlone_EveryChart_IsWellFormedWithLabelsAndWordsOnHover(string name)
    {
        using var run = Sample();
        var chart = ReportSections.ChartOf(name, [(await run.ReadAsync("a <b> & \"c\" \0\u202e")).Model]);

        var drawing = XDocument.Parse(SvgChart.DrawAlone(chart, ChartSize.Wide));

        var texts = drawing.Descendants(Svg + "text").Select(static t => t.Value).ToList();
        Assert.Contains(chart.X.Label, texts);
        Assert.Contains(chart.Y.Label, texts);
        var titles = drawing.Descendants(Svg + "title").Select(static t => t.Value).ToList();
        Assert.NotEmpty(titles);
        Assert.All(titles, static t => Assert.False(string.IsNullOrWhiteSpace(t)));
        Assert.All(chart.Table.Rows, row => Assert.Equal(chart.Table.Headers.Count, row.Count));
        Assert.NotEmpty(chart.Table.Rows);
    }

    [Fact]
    public async Task Of_TokensWithoutPrompts_SaysSo()
    {
        using var run = Sample();
        var whole = (await run.ReadAsync("whole")).Model;
        var bare = whole with
        {
            Run = whole.Run with { Settings = whole.Run.Settings with { Name = "bare" } },
            Report = whole.Report with { Usage = whole.Report.Usage with { InputTokens = null } },
        };

        Assert.DoesNotContain("only the output", ReportSections.ChartOf("tokens", [whole]).Summary, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Of bare (simulated) only the output was counted.", ReportSections.ChartOf("tokens", [whole, bare])
            .Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_Curve_LiesWhereTheFiguresSay()
    {
        using var run = Sample();
        var chart = ReportSections.ChartOf("curve", [(await run.ReadAsync("curve")).Model]);

        var vote = chart.Marks.OfType<ChartMark.Line>()
            .Single(static l => l.Name is not null && l.Name.StartsWith("maj", StringComparison.Ordinal));

        // Right shares of the four problems: 3/4, 1/4, 0, 1.
        Assert.Equal([1, 2, 3, 4], vote.Points.Select(static p => (int)p.X));
        Assert.Equal(.5, vote.Points[0].Y, 12);
        Assert.All(vote.Points, static p => Assert.True(p.Low <= p.Y && p.Y <= p.High));
    }

    [Fact]
    public async Task Of_TwoRuns_NamesEachInTheLegend()
    {
        using var first = Sample();
        using var second = Sample();
        ReportModel[] runs = [(await first.ReadAsync("early")).Model, (await second.ReadAsync("late")).Model];

        var names = ReportSections.ChartOf("curve", runs).Marks.Select(static m => m.Name).OfType<string>().ToList();

        Assert.Equal(["early (simulated)", "late (simulated)"], names);
    }

    [Fact]
    public async Task Of_NothingKnown_SaysWhyAndDrawsNothing()
    {
        using var run = new RecordedRun().With("p-1", "What?", null, "1", "2");
        var model = (await run.ReadAsync("no gold")).Model;

        Assert.All(["curve", "tokens", "calibration", "difficulty"], name =>
        {
            var chart = ReportSections.ChartOf(name, [model]);
            Assert.Empty(chart.Marks);
            Assert.StartsWith("No", chart.Summary, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Of_SelectorsReplayed_StandBesideTheChoice()
    {
        using var run = Sample();
        var model = (await run.ReadAsync("run"))
            .Model with { Selectors = [Replayed("vote", 0), Replayed("best", 2), Replayed("listwise", 1), Replayed("pairwise", 0)] };

        var dots = ReportSections.ChartOf("curve", [model]).Marks.OfType<ChartMark.Dots>().ToList();

        Assert.Equal(["listwise, replayed", "chosen by best"], dots.Select(static d => d.Name));
        Assert.StartsWith("listwise over 4 agents, replayed", dots[0].Points[0].Title, StringComparison.Ordinal);

        static ReportedSelector Replayed(string name, int changed) =>
            new(name, 4, new Estimate(.5, .4, .6), null, changed, IsShare: false, null, null, null, 0, 0);
    }

    [Fact]
    public async Task Of_SearchTree_SaysWhyThereIsNoCurve()
    {
        using var run = Sample();
        var model = (await run.ReadAsync("run")).Model;
        var tree = model with
        {
            Run = model.Run with
            {
                Settings = model.Run.Settings with { Options = new Dictionary<string, string> { ["tree"] = "default" } },
            },
            Report = model.Report with { Curve = [] },
        };

        var chart = ReportSections.ChartOf("curve", [tree]);

        Assert.Empty(chart.Marks);
        Assert.Contains("leaves of a tree", chart.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_RunWithoutACurveBesideOneWithIt_IsInTheLegend()
    {
        using var first = Sample();
        using var second = Sample();
        var stopped = (await second.ReadAsync("stopped")).Model;
        ReportModel[] runs = [(await first.ReadAsync("full")).Model, stopped with { Report = stopped.Report with { Curve = [] } }];

        Assert.All(["curve", "tokens"], name =>
            Assert.Contains("stopped (simulated)", ReportSections.ChartOf(name, runs).Marks.Select(static m => m.Name)));
    }

    private static RecordedRun Sample() => new RecordedRun()
        .With("p-1", "What?", "7", "7", "7", "3", "7").Chosen("7", .9)
        .With("p-2", "What?", "7", "3", "3", "7", null).Chosen("3", .6)
        .With("q-3", "What?", "7", "1", "2", "3", "4").Chosen("1", .3)
        .With("q-4", "What?", "7", "7", "7", "7", "7").Chosen("7", 1);
}
