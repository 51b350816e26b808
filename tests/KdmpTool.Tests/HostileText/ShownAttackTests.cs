using System.Text.Json.Nodes;
using KdmpParser;

namespace KdmpTool.Tests.HostileText;

/// <summary>An attack is not left out: readers see it as the text that it is, and programs get it back as it stands in the dump.</summary>
public sealed class ShownAttackTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    /// <summary>Lists that show each attack, by the dump that has them.</summary>
    public static TheoryData<string, bool> Lists => new() { { "modules", true }, { "modules --user", true }, { "stack", true }, { "modules", false }, { "modules --unloaded", true } };

    [Theory]
    [MemberData(nameof(Lists))]
    public void In_text_and_in_pages(string line, bool isKernel)
    {
        string[] words = line.Split(' ');
        string[] command = [words[0], isKernel ? files.Kernel : files.Small, .. words[1..]];
        string text = CommandLineRun.Of(command).Output, page = files.At("list.html");
        Assert.Equal((0, "", ""), Values(CommandLineRun.Of([.. command, "--html", page, "--max", "500", "--force"])));
        string html = Harmless.IsMarkup(File.ReadAllText(page));
        foreach (Attack attack in Attack.All.Skip(line.Contains("unloaded", StringComparison.Ordinal) ? Attack.All.Count - 50 : 0))
        {
            Assert.Contains(attack.Shown, text, StringComparison.Ordinal);
            Assert.Contains(attack.Shown, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void In_json_as_it_stands_in_the_dump()
    {
        JsonNode json = JsonNode.Parse(CommandLineRun.Of(["modules", files.Kernel, "--json"]).Output)!;
        string[] texts = [.. Attack.All.Select(attack => attack.Text)];
        Assert.Equal(texts, Names("kernel").Skip(1));
        Assert.Equal(texts, Names("user").Skip(1).Take(texts.Length));
        Assert.Equal(texts.Select(text => @"\dir\" + text), json["kernel"]!.AsArray().Skip(1).Select(module => (string?)module!["path"]));

        IEnumerable<string?> Names(string list) => json[list]!.AsArray().Select(module => (string?)module!["name"]);
    }

    [Fact]
    public void Any_bytes_of_the_header_come_back_in_json()
    {
        byte[] bytes = new HostileDump(Attack.All[0], []).Kernel();
        foreach (int first in (int[])[0x01, 0x80])
        {
            for (int i = 0; i < 128; i++)
                bytes[0xfb0 + i] = (byte)Math.Min(0xff, first + i);
            string path = files.Write("bytes.dmp", bytes), expected = string.Concat(Enumerable.Range(first, 128).Select(value => (char)Math.Min(0xff, value)));
            Assert.Equal(expected, (string?)JsonNode.Parse(CommandLineRun.Of(["info", path, "--json"]).Output)!["comment"]);
            Harmless.IsText(CommandLineRun.Of(["info", path]).Output);
        }
    }

    [Fact]
    public void Every_attack_in_the_texts_of_the_header()
    {
        foreach (Attack attack in Attack.All)
        {
            string path = files.Write("header.dmp", new HostileDump(attack, []).Kernel()), page = files.At("header.html");
            using (var dump = KernelDump.Open(path))
                Assert.Equal(dump.Header.Comment, (string?)JsonNode.Parse(CommandLineRun.Of(["info", path, "--json"]).Output)!["comment"]);
            string text = CommandLineRun.Of(["info", path]).Output;
            Harmless.IsText(text);
            Assert.Contains($"{attack.Shown}+0x1238", text, StringComparison.Ordinal);
            Assert.Equal(0, CommandLineRun.Of(["info", path, "--html", page, "--force"]).ExitCode);
            Assert.Contains($"{attack.Shown}+0x1238", Harmless.IsMarkup(File.ReadAllText(page)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_page_without_charts_runs_nothing_and_carries_nothing()
    {
        // Each has a module whose name is the mark of a chart.
        string page = files.At("modules.html");
        foreach (string dump in (string[])[files.Kernel, files.Small])
        {
            Assert.Equal(0, CommandLineRun.Of(["modules", dump, "--html", page, "--force"]).ExitCode);
            string html = File.ReadAllText(page);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("script-src", html[..html.IndexOf("<title>", StringComparison.Ordinal)], StringComparison.Ordinal);
        }
    }

    private static (int, string, string) Values(CommandLineRun run) => (run.ExitCode, run.Output, run.Error);
}
