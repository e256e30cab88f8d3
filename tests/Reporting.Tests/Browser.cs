using Microsoft.Playwright;

namespace HeavySim.Reporting.Tests;

/// <summary>One Chromium for all tests of a class; every page has a profile of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    /// <summary>An empty page; skips the test, visibly, where there is no Chromium.</summary>
    public async Task<IPage> NewPageAsync()
    {
        if (_chromium is null)
            Assert.Skip($"There is no Chromium at {string.Join(" or ", Places)}.");

        return await _chromium.NewPageAsync();
    }

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } place)
            return;

        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = place, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();

        _playwright?.Dispose();
    }
}
