using Microsoft.Playwright;

namespace HeavySim.Reporting.Tests;

/// <summary>The page in a real browser, from disk. Skips, visibly, where there is no Chromium.</summary>
public sealed class ReportBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Filter_ByMarkAndByWords_ShowsWhatFits()
    {
        using var run = Sample();
        var page = await OpenAsync(run, "filter");

        await page.ClickAsync("button[data-f=wrong]");
        var wrong = await VisibleAsync(page);
        await page.ClickAsync("button[data-f=saved]");
        var saved = await VisibleAsync(page);
        await page.ClickAsync("button[data-f='']");
        await page.FillAsync("#search", "pears");
        await Assertions.Expect(page.Locator("#shown")).ToHaveTextAsync("2 shown");
        var found = await VisibleAsync(page);

        Assert.Equal(["p-2"], wrong);
        Assert.Equal(["p-3"], saved);
        Assert.Equal(["p-1", "p-2"], found);
    }

    [Fact]
    public async Task Hover_OverAPoint_SaysItsFigures()
    {
        using var run = Sample();
        var page = await OpenAsync(run, "hover");

        await page.Locator("#curve svg.roomy .pt").Nth(1).HoverAsync();

        Assert.True(await page.IsVisibleAsync("#tip"));
        Assert.Contains("pass@2", await page.TextContentAsync("#tip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AProblem_UnpacksItsTexts()
    {
        using var run = Sample();
        var page = await OpenAsync(run, "open");

        await page.Locator(".problems summary").First.ClickAsync();
        var attempt = page.Locator(".problems .body .items summary").First;
        await attempt.ClickAsync();

        await Assertions.Expect(page.GetByText("Agent 0 thinks it is 7.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Open_HostileTexts_StayText()
    {
        using var run = new RecordedRun();
        foreach (var (hostile, i) in HostileTexts.All.Select(static (row, i) => ((string)row.Data, i)))
            run.With($"p-{i}", hostile, hostile, "7", hostile).Saying(hostile)
                .Chosen(hostile, .5, RecordedRun.Verdict(hostile, Core.Judgement.Correct));
        var errors = new List<string>();
        var page = await OpenAsync(run, "hostile </title><script>document.title='owned'</script>", errors);
        var title = await page.TitleAsync();

        foreach (var summary in await page.Locator(".problems > li > details > summary").AllAsync())
            await summary.ClickAsync();
        await Assertions.Expect(page.Locator(".problems .body:empty")).ToHaveCountAsync(0);

        Assert.Equal(title, await page.TitleAsync());
        Assert.DoesNotContain("owned", await page.EvaluateAsync<string>("document.title.slice(0, 6)"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator(
            "main img, main script:not([type='text/plain']), main template, .body svg, .body h1, .body b, .body u").CountAsync());
        Assert.Contains("<script>document.title='owned'</script>", await page.Locator(".problems .question")
            .First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Layout_AtAnyWidth_DoesNotScrollSideways(int width)
    {
        using var run = Sample();
        var page = await OpenAsync(run, $"a rather long name of a run at {width} pixels, without_any_place_to_break_it_but_here");

        await page.SetViewportSizeAsync(width, 900);

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Equal(width > 720, await page.Locator("#curve svg.roomy").IsVisibleAsync());
        Assert.Equal(width <= 720, await page.Locator("#curve svg.tight").IsVisibleAsync());
    }

    [Fact]
    public async Task Print_FiguresBesideCharts_AreOpenOnPaperOnly()
    {
        using var run = Sample();
        var page = await OpenAsync(run, "print");

        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        var printed = await page.Locator("#curve table").IsVisibleAsync();
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");

        Assert.True(printed);
        Assert.False(await page.Locator("#curve table").IsVisibleAsync());
    }

    [Fact]
    public async Task Layout_WideTablesOnAPhone_KeepTheirNamesInSight()
    {
        using var run = Sample();
        var page = await OpenAsync(run, "phone");
        await page.SetViewportSizeAsync(390, 900);

        await page.EvaluateAsync("document.querySelector('#recorded .scroll').scrollLeft = 300");
        var left = await page.EvaluateAsync<float>("document.querySelector('#recorded tbody th').getBoundingClientRect().left");

        Assert.InRange(left, 0, 20);
    }

    private static RecordedRun Sample() => new RecordedRun()
        .With("p-1", "How many pears?", "7", "7", "7", "3", "7").Chosen("7", .9)
        .With("p-2", "How many pears are left?", "7", "3", "3", "7", null).Chosen("3", .6, RecordedRun.Verdict("3", Core.Judgement.Correct))
        .With("p-3", "How many apples?", "7", "3", "3", "7", "7", "3").Chosen("7", .7, RecordedRun.Verdict("7", Core.Judgement.Correct));

    private static async Task<string[]> VisibleAsync(IPage page) =>
        [.. await page.Locator(".problems > li:visible .what b").AllTextContentsAsync()];

    private async Task<IPage> OpenAsync(RecordedRun run, string name, List<string>? errors = null)
    {
        var file = run.File("report.html");
        await File.WriteAllTextAsync(file, await run.PageAsync(name), TestContext.Current.CancellationToken);
        var page = await browser.NewPageAsync();
        page.PageError += (_, error) => errors?.Add(error);
        await page.GotoAsync($"file://{file}");
        return page;
    }
}
