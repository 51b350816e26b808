using System.Text.Json;
using KdmpTool.Tests.HostileText;
using Microsoft.Playwright;

namespace Notebooks.Tests.Pages;

/// <summary>Pages of hostile dumps in a browser, which knows what is markup and what runs.</summary>
public sealed class HostilePageTests(Chromium chromium, HostilePages pages) : IClassFixture<Chromium>, IClassFixture<HostilePages>
{
    /// <summary>Elements, attributes and texts as the browser understood them; those of styles and scripts are not shown to anybody.</summary>
    private const string Content = """
        () => {
            const all = [...document.querySelectorAll('*')], texts = [];
            for (let walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT); walker.nextNode();)
                if (!walker.currentNode.parentElement?.closest('style, script')) texts.push(walker.currentNode.nodeValue);
            const names = list => [...new Set(list)].sort();
            return {
                elements: names(all.map(element => element.localName)),
                attributes: names(all.flatMap(element => [...element.attributes].map(attribute => attribute.localName))),
                values: all.flatMap(element => [...element.attributes].map(attribute => attribute.value)),
                scripts: [...document.scripts].map(script => script.text.slice(0, 40)),
                texts,
            };
        }
        """;

    private static readonly string[] s_elements =
    [
        "html", "head", "meta", "title", "style", "script", "body", "main", "h1", "h2", "p", "ul", "li", "em", "strong", "b", "u", "code", "pre", "div", "span", "figure", "figcaption",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "img", "svg", "g", "rect", "text", "path", "line", "polyline", "desc", "tspan",
    ];

    private static readonly string[] s_attributes =
    [
        "lang", "charset", "http-equiv", "content", "name", "class", "tabindex", "role", "aria-label", "scope", "style", "src", "alt", "data-kdmp-chart", "viewBox", "width", "height", "xmlns",
        "x", "y", "x1", "y1", "x2", "y2", "rx", "d", "points", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "transform",
    ];

    [Fact]
    public async Task Nothing_of_the_dump_runs_or_is_fetched()
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true });
        IPage page = await window.NewPageAsync();
        var complaints = new List<string>();
        string address = "";
        page.Dialog += (_, dialog) =>
        {
            complaints.Add($"{address}: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) => complaints.Add($"{address}: {message.Text}");
        page.PageError += (_, error) => complaints.Add($"{address}: {error}");
        page.Request += (_, request) => complaints.AddRange(request.Url == address || request.Url.StartsWith("data:image/svg+xml", StringComparison.Ordinal) ? [] : [$"{address}: {request.Url}"]);
        foreach (string name in HostilePages.Names)
        {
            address = pages.Of(name).AbsoluteUri;
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(folded => folded.open = true)");
            await page.Mouse.MoveAsync(200, 200);
        }

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Every_element_and_every_attribute_is_the_programs_own()
    {
        // Without scripts: those of charts add elements.
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true, JavaScriptEnabled = false });
        IPage page = await window.NewPageAsync();
        foreach (string name in HostilePages.Names)
        {
            await page.GotoAsync(pages.Of(name).AbsoluteUri);
            JsonElement content = await page.EvaluateAsync<JsonElement>(Content);
            Assert.Subset(s_elements.ToHashSet(), Strings("elements").ToHashSet());
            Assert.Subset(s_attributes.ToHashSet(), Strings("attributes").ToHashSet());
            Assert.All(Strings("scripts"), script => Assert.Matches(@"\A(/\*\*|\(function\(id,figure\))", script.TrimStart()));
            Assert.Equal(HostilePages.WithCharts.Contains(name), Strings("scripts").Length > 0);
            Assert.All(Strings("values").Concat(Strings("texts")), Harmless.IsText);

            string[] Strings(string property) => [.. content.GetProperty(property).EnumerateArray().Select(value => value.GetString()!)];
        }
    }

    [Fact]
    public async Task A_reader_sees_each_attack_as_text()
    {
        await using IBrowserContext window = await chromium.OpenAsync(new() { Offline = true, JavaScriptEnabled = false });
        IPage page = await window.NewPageAsync();
        foreach (string name in (string[])["modules.html", "report.html", "small.html", "stack.html", "unloaded.html"])
        {
            await page.GotoAsync(pages.Of(name).AbsoluteUri);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(folded => folded.open = true)");
            string text = await page.InnerTextAsync("main");

            // Windows remembers 50 drivers that were unloaded.
            Assert.All(Attack.All.TakeLast(name == "unloaded.html" ? 50 : Attack.All.Count), attack => Assert.Contains(attack.Shown, text, StringComparison.Ordinal));
        }
    }
}
