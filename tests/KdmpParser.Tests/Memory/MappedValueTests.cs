namespace KdmpParser.Tests.Memory;

/// <summary>Values in a mapped dump, which most reads look up and load in one go.</summary>
public class MappedValueTests
{
    [Fact]
    public void A_value_that_goes_on_in_the_next_page_is_read_from_two_places_of_the_file()
    {
        // Frame 3 at 0x2050, frame 2 at 0x3050: what follows frame 2 in the file is nothing, what follows it in memory is frame 3.
        DumpBytes bytes = DumpBytes.Ranges(8, (3, 1), (2, 1)).Write(0x404c, [1, 2, 3, 4]).Write(0x2050, [5, 6, 7, 8, 0xa, 0xb, 0xc, 0xd]);
        using var folder = new TemporaryFolder();
        using KernelDump dump = Open(folder, bytes);
        Assert.True(dump.PhysicalMemory!.TryRead(0x2ffc, out ulong value));
        Assert.Equal(0x08070605_04030201UL, value);
        Assert.False(dump.PhysicalMemory.TryRead(0x3ffc, out value, out MemoryFailure failure));
        Assert.Equal((0UL, new(MemoryFailureReason.PageNotInDump, 0x4000)), (value, failure));

        // Had the value been taken from the file as it stands there.
        Assert.True(dump.PhysicalMemory.TryRead(0x3004, out uint next));
        Assert.Equal(0x0d0c0b0aU, next);
    }

    [Fact]
    public void A_value_is_not_read_past_the_end_of_the_file()
    {
        using var folder = new TemporaryFolder();
        using KernelDump dump = Open(folder, DumpBytes.Full((1, 2)).Write(0x3008, [1, 2, 3, 4, 5, 6, 7, 8, 9]).CutTo(0x3011));
        Assert.True(dump.PhysicalMemory!.TryRead(0x2008, out ulong value));
        Assert.Equal(0x08070605_04030201UL, value);
        for (ulong at = 0x200a; at <= 0x2011; at++)
        {
            Assert.False(dump.PhysicalMemory.TryRead(at, out value, out MemoryFailure failure));
            Assert.Equal((0UL, new(MemoryFailureReason.Truncated, 0x2011)), (value, failure));
        }

        Assert.True(dump.PhysicalMemory.TryRead(0x2009, out value));
        Assert.Equal(0x09080706_05040302UL, value);
    }

    private static KernelDump Open(TemporaryFolder folder, DumpBytes bytes) =>
        KernelDump.Open(folder.Write("memory.dmp", bytes.ToArray()), new() { Access = DumpAccess.Mapped, AllowTruncated = true });
}
