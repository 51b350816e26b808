namespace KdmpParser.Tests.Faults;

public class ChangedFileTests
{
    /// <summary>Frames 2 to 5 at 0x2000 and later.</summary>
    private static readonly byte[] s_dump = DumpBytes.Full((2, 4)).ToArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public void What_a_file_lost_that_was_cut_short_is_missing(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = OpenAndCut(folder, access, 0x3010);
        PhysicalMemory memory = dump.PhysicalMemory!;

        // A mapping would have zeros up to the end of the page, and nothing that could be read behind it.
        var read = new byte[0x3000];
        Assert.Equal(new(0x1010, new(MemoryFailureReason.Truncated, 0x3010)), memory.Read(0x2000, read));
        Assert.Equal(s_dump.AsSpan(0x2000, 0x1010), read.AsSpan(0, 0x1010));
        Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x3010)), memory.Read(0x3010, new byte[8]));
        Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x5000)), memory.Read(0x5000, new byte[8]));
        Assert.Equal([(0x1010, 0x4000)], memory.ViewAll(0x2000, 0x4000).Select(piece => (piece.Bytes.Length, piece.Requested)));
        Assert.Equal((4L, s_dump.Length), (memory.PageCount, dump.FileLength));
    }

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public void A_pass_over_a_file_that_was_cut_short_ends_with_the_byte_that_is_missing(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = OpenAndCut(folder, access, 0x3010);
        using KernelDump other = KernelDump.Open(s_dump, "whole");
        Func<object>[] passes =
        [
            () => dump.PhysicalMemory!.Search(BytePattern.Parse("a1 b2 c3 d4 e5 f6"), cancellation: Token).Count(),
            () => dump.Search(BytePattern.Parse("a1 b2 c3 d4 e5 f6"), cancellation: Token).Count(),
            () => dump.PhysicalMemory!.EnumerateStrings(0, ulong.MaxValue, 40, cancellation: Token).Count(),
            () => dump.PhysicalMemory!.Compare(other.PhysicalMemory!, cancellation: Token).Count(),
            () => other.PhysicalMemory!.Compare(dump.PhysicalMemory!, cancellation: Token).Count(),
        ];
        Assert.All(passes, pass =>
        {
            KernelDumpException failure = Assert.Throws<KernelDumpException>(pass);
            Assert.Equal((KernelDumpError.MemoryUnavailable, MemoryFailureReason.Truncated), (failure.Error, failure.MemoryFailure!.Value.Reason));
        });
    }

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public void A_file_that_lost_everything_is_no_danger(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = OpenAndCut(folder, access, 0);
        Assert.Equal(new(0, new(MemoryFailureReason.Truncated, 0x2000)), dump.PhysicalMemory!.Read(0x2000, new byte[8]));
        Assert.Empty(dump.KernelModules);
        Assert.Empty(dump.SecondaryData);
        Assert.Equal(KernelDumpError.Truncated, Assert.Throws<KernelDumpException>(() => dump.ConvertTo(folder["new.dmp"], DumpType.Bitmap, cancellation: Token)).Error);
        Assert.Equal(["memory.dmp"], folder.Names);
    }

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public void A_file_that_was_cut_short_and_came_back_can_be_read(DumpAccess access)
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = OpenAndCut(folder, access, 0x3010);
        Assert.False(dump.PhysicalMemory!.Read(0x5000, new byte[8]).IsComplete);
        using (var file = new FileStream(folder["memory.dmp"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.Write([.. s_dump, 1, 2, 3]);
        Thread.Sleep(50);
        Assert.Equal(s_dump[0x2000..0x6000], dump.PhysicalMemory.View(0x2000, 0x4000).Bytes);
        Assert.Equal(s_dump.Length, dump.FileLength);
    }

    [Theory]
    [InlineData(DumpAccess.Mapped)]
    [InlineData(DumpAccess.Stream)]
    public void A_file_that_was_deleted_or_replaced_is_read_on(DumpAccess access)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody delete or replace a file that is mapped.");
        foreach (bool isReplaced in (bool[])[false, true])
        {
            using var folder = new TemporaryFolder();
            string path = folder.Write("memory.dmp", s_dump);
            using KernelDump dump = KernelDump.Open(path, new() { Access = access });
            File.Delete(path);
            if (isReplaced)
                folder.Write("memory.dmp", new byte[0x100]);
            Thread.Sleep(50);
            Assert.Equal(s_dump[0x2000..0x6000], dump.PhysicalMemory!.View(0x2000, 0x4000).Bytes);
        }
    }

    /// <summary>Cuts a file that is open, and waits until a mapping looks at its length again.</summary>
    private static KernelDump OpenAndCut(TemporaryFolder folder, DumpAccess access, long length)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && access == DumpAccess.Mapped, "Windows lets nobody cut a file that is mapped.");
        string path = folder.Write("memory.dmp", s_dump);
        KernelDump dump = KernelDump.Open(path, new() { Access = access });
        Assert.True(dump.PhysicalMemory!.Read(0x5000, new byte[8]).IsComplete);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(length);
        Thread.Sleep(50);
        return dump;
    }
}
