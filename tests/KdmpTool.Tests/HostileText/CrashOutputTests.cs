using System.Text.Json;

namespace KdmpTool.Tests.HostileText;

/// <summary>What commands conclude from crashes about things with hostile names, whose functions a hostile PDB names.</summary>
public sealed class CrashOutputTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    private static readonly string[][] s_questions =
    [
        ["info"], ["context"], ["bugcheck"], ["stack"], ["suspects"], ["hunt"], ["disasm", "rip", "--before", "4"], ["near", "rip"], ["near", "0xfffff80400001015"],
        ["read", "rsp", "--as", "pointers"], ["search", "alert", "--text", "--virtual", "--also", "click"],
    ];

    [Theory]
    [InlineData("attribute")]
    [InlineData("right to left")]
    [InlineData("lines")]
    public void Is_harmless_in_every_form(string attack)
    {
        using HostileCrash crash = HostileCrash.Of(attack);
        string page = files.At("crash.html"), report = files.At("crash.md");
        foreach (byte[] file in crash.Files)
        {
            string path = files.Write("crash.dmp", file);
            foreach (string[] question in s_questions)
            {
                string[] line = [question[0], path, .. question[1..], "--symbols", crash.Symbols];
                CommandLineRun text = CommandLineRun.Of(line), colored = CommandLineRun.Of(line, hasColors: true), json = CommandLineRun.Of([.. line, "--json"]);
                Harmless.IsText(text.Output + text.Error + colored.Error + json.Error);
                Harmless.IsTerminalText(colored.Output);
                Assert.All(json.Output, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:x4}"));
                foreach (string one in json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    JsonDocument.Parse(one).Dispose();
                File.Delete(page);
                Harmless.IsText(CommandLineRun.Of([.. line, "--html", page]).Error);
                if (File.Exists(page))
                    Harmless.IsMarkup(File.ReadAllText(page));
            }

            Assert.Equal(0, CommandLineRun.Of(["report", path, "-o", report, "--force", "--symbols", crash.Symbols]).ExitCode);
            string markdown = File.ReadAllText(report);
            Harmless.IsText(markdown);
            HostileDumpReportTests.IsMarkdown(markdown);
            Assert.Equal(0, CommandLineRun.Of(["report", path, "-o", page, "--force", "--symbols", crash.Symbols]).ExitCode);
            Harmless.IsMarkup(HostileDumpReportTests.WithoutPlotly(File.ReadAllText(page)));
        }
    }

    [Fact]
    public void Shows_the_symbol_of_a_hostile_PDB_as_the_text_that_it_is()
    {
        using HostileCrash crash = HostileCrash.Of("colours");
        string path = files.Write("symbols.dmp", crash.Files[6]);
        foreach (string command in (string[])["stack", "near", "disasm"])
            Assert.Contains($"nt!{Attack.Of("colours").Shown}", CommandLineRun.Of([command, path, .. command == "stack" ? (string[])[] : ["rip"], "--symbols", crash.Symbols]).Output, StringComparison.Ordinal);
    }
}
