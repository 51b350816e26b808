namespace KdmpTool.Tests.HostileText;

/// <summary>A name of 32,767 characters, the longest that a path of Windows can have: it is cut, which is said, and the tables stay tables.</summary>
public sealed class LongNameTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    private const int Length = 32_767;

    /// <summary>What the name consists of: letters, what becomes longer in HTML, what becomes an escape, marks, what Markdown counts.</summary>
    [Theory]
    [InlineData(0x41)]
    [InlineData(0x22)]
    [InlineData(0x202e)]
    [InlineData(0x0300)]
    [InlineData(0x60)]
    public void Of_one_character_again_and_again(int character)
    {
        var dump = new HostileDump(new Attack("long", new((char)character, Length), ""), []);
        string kernel = files.Write("long.dmp", dump.Kernel()), small = files.Write("long-small.dmp", dump.Small());
        foreach (string path in (string[])[kernel, small])
        {
            string page = files.At("long.html"), report = files.At("long.md");
            foreach (string command in (string[])["info", "modules", "stack", "exception", "context", "processes"])
            {
                CommandLineRun run = CommandLineRun.Of([command, path]);
                Assert.InRange(run.Output.Length + run.Error.Length, 1, 1 << 15);
                Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 4096));
                CommandLineRun.Of([command, path, "--html", page, "--force"]);
                Assert.InRange(new FileInfo(page).Length, 1, 1 << 16);
            }

            Assert.Equal(0, CommandLineRun.Of(["report", path, "-o", report, "--force"]).ExitCode);
            Assert.InRange(new FileInfo(report).Length, 1, 1 << 16);
            Assert.InRange(CommandLineRun.Of(["--modules", "--", path]).Output.Length, 1, 1 << 15);
        }

        // The library cuts names of lists at 4,096 bytes; what is shown of them is less.
        Assert.Contains("\u2026 (2,048 characters)", CommandLineRun.Of(["modules", kernel]).Output, StringComparison.Ordinal);
        Assert.Contains("\u2026 (2,048 characters)\n", CommandLineRun.Of(["--modules", "--", kernel]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_memory()
    {
        // Of printable characters only: anything else ends a text.
        string dump = files.Write("text.dmp", new HostileDump(new Attack("long", new('A', Length), ""), []).Kernel()), page = files.At("text.html");
        string[] line = ["strings", dump, $"0x{HostileDump.Texts:x}", "--length", "0x20000"];
        string text = CommandLineRun.Of(line).Output;
        Assert.Contains("\u2026 (32,", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1, 1 << 13);
        Assert.Equal(0, CommandLineRun.Of([.. line, "--html", page, "--force"]).ExitCode);
        Assert.InRange(new FileInfo(page).Length, 1, 1 << 16);
    }
}
