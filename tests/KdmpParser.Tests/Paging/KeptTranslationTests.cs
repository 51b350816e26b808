namespace KdmpParser.Tests.Paging;

/// <summary>What an address space remembers of the upper levels, once it has been asked often enough.</summary>
public class KeptTranslationTests
{
    private const ulong LargePages = MachineBytes.Mapped & ~0x3fff_ffffUL;

    [Fact]
    public void A_page_that_is_missing_in_a_large_page_is_missing_however_often_it_is_asked_for()
    {
        // Of the 2 MiB at 0x200000, the first and the third page were captured.
        using KernelDump dump = new MachineBytes().Entry(0x3000, 0x20_00e7).Capture(0x20_0000).Capture(0x20_2000).Open();
        for (int i = 0; i < 100; i++)
        {
            Assert.True(dump.VirtualMemory.TryTranslate(LargePages, out PhysicalAddress physical, out MemoryFailure? failure));
            Assert.Equal((0x20_0000UL, null), (physical.Value, failure));
            Assert.True(dump.VirtualMemory.TryTranslate(LargePages + 0x1008, out physical, out failure));
            Assert.Equal((0x20_1008UL, new(MemoryFailureReason.PageNotInDump, LargePages + 0x1008, Missing: 0x20_1008)), (physical.Value, failure!.Value));
            Assert.True(dump.VirtualMemory.TryRead(LargePages + 0x2010, out ulong value));
            Assert.Equal(BitConverter.ToUInt64(MachineBytes.Content(0x20_2010, 8)), value);
        }
    }

    [Fact]
    public void A_large_page_that_was_captured_as_a_whole_is_not_there_any_more_when_the_dump_is_closed()
    {
        // The tables at 0x1000 to 0x3fff, the page at 0x200000.
        DumpBytes bytes = DumpBytes.Full((1, 3), (0x200, 512)).U64(0x010, 0x1000).Zeros(0x2000, 0x3000);
        bytes.U64(0x2000, 0x2003).U64(0x3000, 0x3003).U64(0x4000, 0x20_0083);
        KernelDump dump = bytes.Open();
        for (int i = 0; i < 100; i++)
        {
            Assert.True(dump.VirtualMemory.TryTranslate(0x1f_fff8, out PhysicalAddress physical, out MemoryFailure? failure));
            Assert.Equal((0x3f_fff8UL, null), (physical.Value, failure));
        }

        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.TryTranslate(0x1f_fff8, out _));
        Assert.Throws<ObjectDisposedException>(() => dump.VirtualMemory.TryRead(0x1f_fff8, out ulong _));
    }

    [Fact]
    public void A_piece_of_a_page_of_1_GiB_is_where_it_lies_in_it()
    {
        using KernelDump dump = new MachineBytes().Entry(0x2000, 0x4000_00e7).Capture(0x4060_5000).Open();
        VirtualAddress page = MachineBytes.Mapped & ~0x7f_ffff_ffffUL;
        for (int i = 0; i < 100; i++)
        {
            Assert.True(dump.VirtualMemory.TryTranslate(page + 0x60_5123, out PhysicalAddress physical, out MemoryFailure? failure));
            Assert.Equal((0x4060_5123UL, null), (physical.Value, failure));
        }
    }

    [Fact]
    public void More_addresses_than_can_be_remembered_are_translated_all_the_same()
    {
        // 512 GiB: each entry of the PDPT leads to the one page directory, in which each entry is a page of 2 MiB. One of those was captured in part.
        var machine = new MachineBytes();
        for (ulong i = 0; i < 512; i++)
            machine.Entry(0x2000 + 8 * i, 0x3003).Entry(0x3000 + 8 * i, i << 21 | 0x83);
        using KernelDump dump = machine.Capture(0xe0_9000).Open();
        for (ulong round = 0; round < 3; round++)
        {
            for (ulong unit = round; unit < 1 << 18; unit += 7)
            {
                ulong offset = unit << 21 | 0x9018, page = unit % 512 << 21 | 0x9018;
                Assert.True(dump.VirtualMemory.TryTranslate(0x80_0000_0000 + offset, out PhysicalAddress physical, out MemoryFailure? failure));
                Assert.Equal((unit, page, page == 0xe0_9018), (unit, physical.Value, failure is null));
            }
        }
    }

    /// <summary>No writer does this, but nothing in the format forbids it.</summary>
    [Fact]
    public void Tables_may_stand_at_any_offset_of_the_file()
    {
        // Three bytes earlier, the entry that is zero would read 0x8003.
        byte[] aligned = new MachineBytes().Entry(0x4030, 0x00800300_00000000).ToDump().ToArray();
        int firstPage = (int)BitConverter.ToUInt64(aligned, 0x2018);
        byte[] shifted = [.. aligned[..firstPage], 1, 2, 3, .. aligned[firstPage..]];
        BitConverter.TryWriteBytes(shifted.AsSpan(0x2018), (ulong)firstPage + 3);
        using var folder = new TemporaryFolder();
        using KernelDump dump = KernelDump.Open(folder.Write("memory.dmp", shifted), new() { Access = DumpAccess.Mapped });
        for (int i = 0; i < 100; i++)
        {
            Assert.True(dump.VirtualMemory.TryTranslate(MachineBytes.Mapped + 0x10, out PhysicalAddress physical));
            Assert.Equal(MachineBytes.Page + 0x10, physical.Value);
            Assert.False(dump.VirtualMemory.TryTranslate(MachineBytes.Mapped + 0x3000, out _));
        }
    }
}
