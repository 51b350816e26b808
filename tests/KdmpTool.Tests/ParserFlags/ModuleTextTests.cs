namespace KdmpTool.Tests.ParserFlags;

public class ModuleTextTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public async Task Kernel_and_user_modules_are_sorted_by_address() => Assert.Equal(
        new(0,
            """
            0x00007ff63c2a0000-0x00007ff63c2a3000: C:\Synthetic\kdmpsample.exe
            0x00007ff63c3a0000-0x00007ff63c3a2000: C:\Synthetic\kdmplib.dll
            0xfffff80510600000-0xfffff80510800000: \SystemRoot\system32\ntoskrnl.exe
            0xfffff8052a340000-0xfffff8052a348000: \SystemRoot\System32\drivers\kdmpdemo.sys
            0xfffff8052a360000-0xfffff8052a364000: \SystemRoot\System32\drivers\kdmpflt.sys

            """.ReplaceLineEndings("\n"),
            ""),
        await CommandLineRun.OfAsync("--modules", "--", sample.Path));

    [Fact]
    public async Task The_order_of_loading_does_not_matter()
    {
        // The second of the kernel's list, moved below the first.
        byte[] bytes = File.ReadAllBytes(sample.Path);
        byte[] before = BitConverter.GetBytes(0xfffff8052a340000), after = BitConverter.GetBytes(0xfffff80500340000);
        for (int at = bytes.AsSpan().IndexOf(before); at >= 0; at = bytes.AsSpan().IndexOf(before))
            after.CopyTo(bytes, at);
        File.WriteAllBytes(sample.Named("moved.dmp"), bytes);
        string[] lines = (await CommandLineRun.OfAsync("--modules", sample.Named("moved.dmp"))).Output.Split('\n')[..^1];
        Assert.Equal(5, lines.Length);
        Assert.EndsWith("kdmpdemo.sys", lines[2], StringComparison.Ordinal);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
    }

    [Fact]
    public async Task A_name_that_a_terminal_would_obey_is_escaped()
    {
        byte[] bytes = File.ReadAllBytes(sample.Path);
        byte[] name = System.Text.Encoding.Unicode.GetBytes("kdmpdemo");
        for (int at = bytes.AsSpan().IndexOf(name); at >= 0; at = bytes.AsSpan().IndexOf(name))
            bytes[at] = 0x1b;
        File.WriteAllBytes(sample.Named("hostile.dmp"), bytes);
        string output = (await CommandLineRun.OfAsync("--modules", sample.Named("hostile.dmp"))).Output;
        Assert.Contains("\\drivers\\\\u001bdmpdemo.sys\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Where_there_are_none_the_reasons_are_said()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("--modules", ParserDump.Full().Write(sample, "full.dmp"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("The kernel's modules are not complete: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("There are no user modules: ", lines[1], StringComparison.Ordinal);
    }
}
