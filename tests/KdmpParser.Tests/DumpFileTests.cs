namespace KdmpParser.Tests;

public class DumpFileTests
{
    [Fact]
    public void A_dump_has_the_name_of_its_file_without_folders()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = KernelDump.Open(folder.Write("memory.dmp", DumpBytes.Full((1, 1)).ToArray()));
        Assert.Equal(("memory.dmp", 0x3000L), (dump.Name, dump.FileLength));
    }

    [Fact]
    public void A_file_opens_as_its_bytes_do()
    {
        DumpBytes bytes = new MachineBytes().ToDump();
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", bytes.ToArray());
        Assert.True(KernelDump.TryOpen(path, out KernelDump? dump, out KernelDumpException? failure));
        using (dump)
        {
            Assert.Null(failure);
            Assert.Equal(MachineBytes.Content(0x5000, 0x1000), dump.VirtualMemory.View(MachineBytes.Mapped).Bytes);
        }
    }

    [Fact]
    public void A_file_that_does_not_exist_is_unavailable()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(folder["missing.dmp"], KernelDumpError.FileUnavailable, "missing.dmp");
        AssertRefused(Path.Combine(folder["missing"], "memory.dmp"), KernelDumpError.FileUnavailable, "memory.dmp");
    }

    [Fact]
    public void A_folder_is_unavailable()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(folder.Location, KernelDumpError.FileUnavailable, "folder");
    }

    [Fact]
    public void A_file_without_bytes_is_empty()
    {
        using var folder = new TemporaryFolder();
        AssertRefused(folder.Write("empty.dmp", []), KernelDumpError.Empty, "empty");
    }

    [Fact]
    public async Task A_pipe_and_a_device_are_refused_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        using var folder = new TemporaryFolder();
        await System.Diagnostics.Process.Start("mkfifo", folder["pipe"]).WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.Run(() => AssertRefused(folder["pipe"], KernelDumpError.Empty, "pipe"), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        AssertRefused("/dev/zero", KernelDumpError.Empty, "device");
    }

    [Fact]
    public void A_wrong_file_is_refused_and_let_go()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("notes.txt", "These are notes."u8.ToArray());
        AssertRefused(path, KernelDumpError.NotADump, "no kernel dump");
        File.Delete(path);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_dump_whose_pages_cannot_be_in_any_file_is_refused_without_an_exception()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("memory.dmp", DumpBytes.Ranges(8, (1, 1)).U64(0x2018, 0x8000_0000_0000_0000).ToArray());
        AssertRefused(path, KernelDumpError.Truncated, "truncated");
    }

    /// <summary>With an exception and without one.</summary>
    private static void AssertRefused(string path, KernelDumpError error, string called)
    {
        Assert.False(KernelDump.TryOpen(path, out KernelDump? dump, out KernelDumpException? failure));
        Assert.Null(dump);
        Assert.Equal(error, failure.Error);
        Assert.Contains(called, failure.Message, StringComparison.Ordinal);

        var thrown = Assert.Throws<KernelDumpException>(() => KernelDump.Open(path).Dispose());
        Assert.Equal((failure.Error, failure.Message, failure.FileOffset), (thrown.Error, thrown.Message, thrown.FileOffset));
    }
}
