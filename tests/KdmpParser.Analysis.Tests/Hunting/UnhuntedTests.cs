using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Dumps that have nothing to be hunted in.</summary>
public class UnhuntedTests
{
    private static readonly CancellationToken s_none = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("triage_x64.dmp")]
    [InlineData("triage_arm64.dmp")]
    public void A_small_dump_says_why_not(string name)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.FindWritableCode(s_none).Failure?.Reason);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.FindCodeOutsideModules(s_none).Failure?.Reason);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.FindHiddenImages(cancellation: s_none).Failure?.Reason);
        FoundProcesses found = dump.FindProcesses(cancellation: s_none);
        Assert.Equal(ProcessSources.List | ProcessSources.CurrentThread, Assert.Single(found.Processes).Sources);
        Assert.Equal(4, found.Failures.Count);
    }

    [Theory]
    [InlineData("triage_x64.dmp")]
    [InlineData("triage_arm64.dmp")]
    [InlineData("win10_arm64_mem.dmp")]
    public void What_a_small_dump_kept_of_headers_agrees_with_its_table(string name)
    {
        using KernelDump dump = RealDump.Open(name);
        CapturedList<ImageDifference> found = dump.CompareImages(s_none);
        Assert.All(found, difference => Assert.Equal(ImageDifferenceKind.NotCaptured, difference.Kind));
        Assert.Null(found.Failure);
    }

    [Fact]
    public void A_redacted_dump_says_that_it_is_one()
    {
        using KernelDump sample = KdmpSample.Open(), dump = sample.Redact();
        Assert.Contains("redacted", dump.FindWritableCode(s_none).Failure?.Message, StringComparison.Ordinal);
        Assert.Contains("redacted", dump.CompareImages(s_none).Failure?.Message, StringComparison.Ordinal);
        Assert.All(dump.FindProcesses(cancellation: s_none).Failures, failure => Assert.Contains("redacted", failure.Failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_dump_of_ARM64_with_memory_says_why_not()
    {
        using KernelDump dump = new DumpBytes(1, DumpBytes.Arm64).U32(0x088, 1).U64(0x090, 1).U64(0x098, 1).U64(0x0a0, 1).Noise(0x2000, 0x1000).U64(0x010, 0x1000).Open();
        Assert.Contains("ARM64", dump.FindWritableCode(s_none).Failure?.Message, StringComparison.Ordinal);
        Assert.Contains(dump.FindProcesses(cancellation: s_none).Failures, failure => failure.Source == ProcessSources.Scan);
    }

    [Fact]
    public void A_closed_dump_says_so()
    {
        KernelDump dump = KdmpSample.Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.FindWritableCode(s_none));
        Assert.Throws<ObjectDisposedException>(() => dump.FindCodeOutsideModules(s_none));
        Assert.Throws<ObjectDisposedException>(() => dump.CompareImages(s_none));
        Assert.Throws<ObjectDisposedException>(() => dump.FindHiddenImages(cancellation: s_none));
        Assert.Throws<ObjectDisposedException>(() => dump.FindProcesses(cancellation: s_none));
    }

    [Fact]
    public void The_samples_processes_are_all_listed()
    {
        using KernelDump dump = KdmpSample.Open();
        Assert.DoesNotContain(dump.FindProcesses(cancellation: s_none).Processes, process => process.IsUnlisted);
    }
}
