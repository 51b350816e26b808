namespace KdmpParser.Tests;

public class ClosedDumpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Everything_that_the_kernel_says_throws_after_the_dump_was_closed(bool wasAskedBefore)
    {
        KernelDump dump = new KernelBytes().KdDebuggerData().List(KernelBytes.ModuleHead).Process(KernelBytes.Entries, 4, "System").ProcessList(KernelBytes.Entries).Open();
        OpenedProcess process = dump.OpenProcess(4);
        Func<object?>[] calls =
        [
            () => dump.DebuggerData, () => dump.DebuggerDataFailure, () => dump.KernelModules, () => dump.UserModules, () => dump.UnloadedDrivers,
            () => dump.Processors, () => dump.Processes, () => dump.OpenProcess(4), () => dump.TryOpenProcess(4, out _, out _), () => process.Modules,
        ];
        if (wasAskedBefore)
            Assert.All(calls, call => call());
        dump.Dispose();
        Assert.All(calls, call => Assert.Throws<ObjectDisposedException>(call));
    }

    [Fact]
    public void A_list_is_read_once_and_stays_valid()
    {
        KernelDump dump = new KernelBytes().Process(KernelBytes.Entries, 4, "System").ProcessList(KernelBytes.Entries).Open();
        CapturedList<Process> processes = dump.Processes;
        Assert.Same(processes, dump.Processes);
        dump.Dispose();
        Assert.Equal("System", Assert.Single(processes).Name);
    }
}
