namespace KdmpParser.Tests;

public class AllocationTests
{
    [Fact]
    public void Reads_of_physical_memory_allocate_nothing()
    {
        foreach (DumpBytes bytes in (DumpBytes[])[DumpBytes.Bitmap(5, 16, [2, 3]), DumpBytes.Ranges(8, (3, 1), (2, 1))])
        {
            using KernelDump dump = bytes.Open();
            var destination = new byte[0x2800];
            AssertAllocatesNothing(() => dump.PhysicalMemory!.Read(0x2800, destination));
        }
    }

    [Fact]
    public void Reads_of_virtual_memory_allocate_nothing()
    {
        using KernelDump dump = new MachineBytes().Entry(0x4028, 0x8003).Open();
        var destination = new byte[0x2800];
        AssertAllocatesNothing(() => dump.VirtualMemory.Read(MachineBytes.Mapped + 0x800, destination));
    }

    [Fact]
    public void Reads_of_a_small_dump_allocate_nothing()
    {
        using KernelDump dump = DumpBytes.Triage(0xffff8504_29890000).Open();
        var destination = new byte[0x2800];
        AssertAllocatesNothing(() => dump.VirtualMemory.Read(0xffff8504_29890000, destination));
    }

    [Fact]
    public void Looking_up_an_address_allocates_nothing()
    {
        using KernelDump dump = DumpBytes.Bitmap(5, 16, [2, 3]).Open();
        AssertAllocatesNothing(() => dump.PhysicalMemory!.TryGetFileOffset(0x3000, out _) & dump.PhysicalMemory.Contains(0x5000));
    }

    /// <summary>
    /// A collection in the middle of a round can change what counts as allocated by this thread, so one round without a byte is proof:
    /// whatever a read allocates, it allocates in every round.
    /// </summary>
    private static void AssertAllocatesNothing<T>(Func<T> read)
    {
        Allocated(read);
        Assert.Contains(0, Enumerable.Range(0, 20).Select(_ => Allocated(read)));
    }

    private static long Allocated<T>(Func<T> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
