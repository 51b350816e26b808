using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Tests;

public class SummaryTests
{
    [Fact]
    public void A_dump_says_first_what_crashed_and_where()
    {
        using KernelDump dump = KdmpSample.Open();
        string[] lines = KernelDumpView.Of(dump).ToText().Split('\n');
        Assert.Equal("Kernel dump sample", lines[0]);
        Assert.EndsWith(" Bug check: 0x7e SYSTEM_THREAD_EXCEPTION_NOT_HANDLED", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(" Exception: c0000005 STATUS_ACCESS_VIOLATION at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(" Context: header, at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_dump_that_was_closed_still_says_what_it_was()
    {
        KernelDump dump = KdmpSample.Open();
        dump.Dispose();
        string text = KernelDumpView.Of(dump).ToText();
        Assert.Contains("Bug check: 0x7e", text, StringComparison.Ordinal);
        Assert.EndsWith("The dump is closed; this is what was decoded when it was opened.\n", text, StringComparison.Ordinal);
    }
}
