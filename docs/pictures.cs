#!/usr/bin/env dotnet
#:package Microsoft.Playwright
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

// Draws the pictures of the README out of what the notebooks have stored, in light and in dark, and the packages' icon: dotnet run docs/pictures.cs [FOLDER]
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

(string Name, string Notebook, string[] Cells)[] pictures =
[
    ("first-look", "01-first-look", ["#!kdmp translate rip", "#!kdmp read rip --length 16", "#!kdmp map"]),
    ("triage", "04-crash-triage", ["#!kdmp disasm", "#!kdmp suspects"]),
];

string repository = Path.GetFullPath("..", Path.GetDirectoryName(Here())!);
string folder = args.Length > 0 ? args[0] : Path.Combine(repository, "docs", "pictures");
string chromium = Environment.GetEnvironmentVariable("KDMP_CHROMIUM") ?? "/usr/bin/chromium";
Directory.CreateDirectory(folder);

using IPlaywright playwright = await Playwright.CreateAsync();
await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
foreach ((string name, string notebook, string[] cells) in pictures)
{
    foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
    {
        // As on a site that shows notebooks: no scripts, no network.
        await using IBrowserContext window = await browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            DeviceScaleFactor = 2,
            JavaScriptEnabled = false,
            Offline = true,
            ViewportSize = new() { Width = 960, Height = 100 },
        });
        IPage page = await window.NewPageAsync();
        await page.SetContentAsync(Page(Path.Combine(repository, "notebooks", notebook + ".ipynb"), cells));
        string file = Path.Combine(folder, $"{name}-{scheme.ToString().ToLowerInvariant()}.png");
        await page.ScreenshotAsync(new() { Path = file, FullPage = true });
        Console.WriteLine(Path.GetFileName(file));
    }
}

await using (IBrowserContext window = await browser.NewContextAsync(new() { JavaScriptEnabled = false, Offline = true, ViewportSize = new() { Width = 128, Height = 128 } }))
{
    IPage page = await window.NewPageAsync();
    await page.SetContentAsync($"<body style=\"margin: 0\">{File.ReadAllText(Path.Combine(repository, "docs", "pictures", "icon.svg"))}");
    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "icon.png"), OmitBackground = true });
    Console.WriteLine("icon.png");
}

static string Page(string notebook, string[] cells) => $$"""
    <!DOCTYPE html>
    <html lang="en">
    <meta charset="utf-8">
    <style>
    :root { color-scheme: light dark; font: 14px/1.45 system-ui, sans-serif; }
    body { margin: 16px; }
    pre.cell { font: 13px/1.4 ui-monospace, 'DejaVu Sans Mono', monospace; margin: 0 0 8px; padding: 6px 10px; border-left: 3px solid #2f7ed8; background: color-mix(in srgb, currentColor 6%, transparent); }
    </style>
    {{string.Join("<br>\n", cells.Select(cell => Cell(notebook, cell)))}}
    </html>
    """;

static string Cell(string notebook, string source)
{
    JsonNode cell = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray().Single(cell => Text(cell!["source"]!) == source)!;
    return $"<pre class=\"cell\">{WebUtility.HtmlEncode(source)}</pre>{Text(cell["outputs"]![0]!["data"]!["text/html"]!)}";
}

static string Text(JsonNode lines) => string.Concat(lines.AsArray().Select(line => (string?)line));

static string Here([CallerFilePath] string path = "") => path;
