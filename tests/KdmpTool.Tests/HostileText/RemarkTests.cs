using System.Text;
using System.Text.Json.Nodes;
using KdmpTool.CommandLine;

namespace KdmpTool.Tests.HostileText;

/// <summary>What is said when something is wrong, and what quotes the command line, a path or a file that is no dump.</summary>
public sealed class RemarkTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    public static TheoryData<string> Attacks => Attack.Names;

    [Theory]
    [MemberData(nameof(Attacks))]
    public void About_words_that_are_wrong(string name)
    {
        string text = Attack.Of(name).Text;
        foreach (string[] line in (string[][])
        [
            [text], ["--" + text], ["-" + text], ["help", text], ["completion", text], ["[suggest:3]", text],
            ["info", text], ["info", files.Kernel, "--" + text], ["info", files.Kernel, "--access", text], ["info", "--from", text], ["info", text + "*"],
            ["read", files.Kernel, text], ["read", files.Kernel, text + "+10"], ["search", files.Kernel, text, "--hex"], ["search", files.Kernel, text, "--utf16"], ["diff", files.Kernel, text],
            ["context", files.Kernel, "--kind", text], ["convert", files.Kernel, files.At("x.dmp"), "--type", text],
            ["info", files.Kernel, "--html", files.At("no/" + text)], ["map", files.Kernel, "--svg", files.At("no/" + text)],
            ["report", files.Kernel, "-o", text], ["report", text, "-o", files.At("x.md")], ["run", text], ["run", files.Kernel, "--output", text],
            ["-c", text], ["-c", "--" + text, files.Kernel], ["-p", text, files.Kernel], ["--mem", text, "--", files.Kernel],
        ])
        {
            // NUL ends a word in every shell.
            CommandLineRun run = CommandLineRun.Of([.. line.Select(word => word.Replace("\0", "", StringComparison.Ordinal))]);
            Harmless.IsText(run.Output);
            Harmless.IsText(run.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void About_a_file_that_is_no_dump(string name)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Attack.Of(name).Text), .. new byte[0x3000]];
        CommandLineRun run = CommandLineRun.Of(["info", files.Write("wrong.dmp", bytes), "--json"]);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Harmless.IsText(run.Error);
        Assert.Equal("notADump", (string?)JsonNode.Parse(run.Output)!["error"]);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void About_files_with_such_names(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var attack = Attack.Of(name);
        string file = attack.Text.Replace('/', '_'), shown = attack.Shown.Replace('/', '_'), page = files.At("named.html");
        string dump = files.At(file);
        File.Copy(files.Kernel, dump);
        try
        {
            string text = CommandLineRun.Of(["info", dump]).Output;
            Harmless.IsText(text);
            Assert.Contains($"Kernel dump {shown}\n", text, StringComparison.Ordinal);
            CommandLineRun several = CommandLineRun.Of(["info", dump, files.At("missing"), dump]), json = CommandLineRun.Of(["info", dump, dump, "--json"]);
            Harmless.IsText(several.Output + several.Error);
            Assert.Contains($"{shown} <==\n", several.Output, StringComparison.Ordinal);
            Assert.Equal(dump, (string?)JsonNode.Parse(json.Output.Split('\n')[0])!["file"]);
            Assert.Equal(0, CommandLineRun.Of(["info", dump, "--html", page, "--force"]).ExitCode);
            Assert.Contains($"Kernel dump {shown}", Harmless.IsMarkup(File.ReadAllText(page)), StringComparison.Ordinal);
            Assert.Equal(0, CommandLineRun.Of(["modules", dump, "--html", page, "--force"]).ExitCode);
            Harmless.IsMarkup(File.ReadAllText(page));
            Harmless.IsText(CommandLineRun.Of(["diff", dump, files.Small]).Error);
        }
        finally
        {
            File.Delete(dump);
        }
    }

    [Fact]
    public void About_paths_of_a_list_even_those_that_no_file_can_have()
    {
        string list = files.Write("list.txt", Encoding.UTF8.GetBytes(string.Join('\n', Attack.All.Select(attack => attack.Text.Split('\n', '\r')[0] + "\0\0x"))));
        CommandLineRun text = CommandLineRun.Of(["info", "--from", list]), json = CommandLineRun.Of(["info", "--from", list, "--json"]);
        Assert.Equal(ExitCode.Failed, text.ExitCode);
        Harmless.IsText(text.Output + text.Error + json.Error);
        Assert.All(json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal("fileUnavailable", (string?)JsonNode.Parse(line)!["error"]));
    }

    [Fact]
    public void In_the_lines_of_the_parser_programs()
    {
        foreach (string dump in (string[])[files.Kernel, files.Small])
        {
            CommandLineRun run = CommandLineRun.Of(["-a", "-c", "-e", "--modules", "--mem", "0x5000", dump]);
            Harmless.IsText(run.Output);
            Harmless.IsText(run.Error);
            Assert.All(Attack.All, attack => Assert.Contains($@": \dir\{attack.Shown}" + "\n", run.Output, StringComparison.Ordinal));
        }

        CommandLineRun memory = CommandLineRun.Of(["--mem", $"0x{HostileDump.Texts:x}", "--virt", "--len", "8192", "--", files.Kernel]);
        Assert.Contains("<script>alert", memory.Output, StringComparison.Ordinal);
        Harmless.IsText(memory.Output);
    }
}
