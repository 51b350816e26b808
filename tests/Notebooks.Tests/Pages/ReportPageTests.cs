using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Notebooks.Tests.Pages;

/// <summary>A report as its reader sees it, in a browser without a network.</summary>
public sealed class ReportPageTests(Chromium chromium, ReportPages pages) : IClassFixture<Chromium>, IClassFixture<ReportPages>
{
    private static readonly string[] s_wcag21AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

    [Theory]
    [InlineData("report.html")]
    [InlineData("redacted.html")]
    public async Task A_narrow_page_does_not_scroll_sideways(string name)
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true, ViewportSize = new() { Width = 600, Height = 900 } });
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(pages.Of(name).AbsoluteUri);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(folded => folded.open = true)");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 600);
    }

    [Theory]
    [InlineData("report.html", ColorScheme.Light)]
    [InlineData("redacted.html", ColorScheme.Dark)]
    public async Task A_report_passes_the_accessibility_rules(string name, ColorScheme scheme)
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true, ColorScheme = scheme });
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(pages.Of(name).AbsoluteUri);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(folded => folded.open = true)");
        AxeResult result = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = [.. s_wcag21AA] } });
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Html}")));
    }
}
