using Microsoft.Playwright;

namespace Notebooks.Tests.Pages;

/// <summary>The Chromium of this machine, started once for a test class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Where the packages of Linux, and the usual installers elsewhere, put it; <c>KDMP_CHROMIUM</c> names another place.</summary>
    private static readonly string[] s_places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Containers run as root, and a browser that looks for updates has nothing to do in a test.</summary>
    private static readonly string[] s_arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Path { get; } = s_places.Prepend(Environment.GetEnvironmentVariable("KDMP_CHROMIUM")).FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = s_arguments });
    }

    /// <summary>Opens a window of its own, or skips the test where there is no browser.</summary>
    public Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium on this machine; KDMP_CHROMIUM can name one.");
        return _browser!.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
