namespace KdmpParser.Tests;

public class PhysicalReadTests
{
    [Fact]
    public void An_unaligned_read_goes_on_over_page_boundaries()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, 16, [2, 3, 4]);
        using KernelDump dump = bytes.Open();
        var read = new byte[0x1801];
        Assert.Equal(new(0x1801, null), dump.PhysicalMemory!.Read(0x2fff, read));
        Assert.Equal(bytes.At(0x3fff, 0x1801), read);
    }

    [Fact]
    public void A_read_stops_at_the_first_missing_byte_and_says_why()
    {
        DumpBytes bytes = DumpBytes.Full((2, 1), (4, 1));
        using KernelDump dump = bytes.Open();
        MemoryView view = dump.PhysicalMemory!.View(0x2ff0, 0x2000);
        Assert.Equal(bytes.At(0x2ff0, 0x10), view.Bytes);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageNotInDump, 0x3000), view.Failure);
        Assert.Equal((0x2ff0UL, true, 0x2000), (view.Address, view.IsPhysical, view.Requested));
    }

    [Fact]
    public void Nothing_behind_the_part_that_was_read_is_touched()
    {
        using KernelDump dump = DumpBytes.Full((2, 1)).Open();
        var read = new byte[0x20];
        Array.Fill(read, (byte)0x77);
        Assert.Equal(0x10, dump.PhysicalMemory!.Read(0x2ff0, read).BytesRead);
        Assert.All(read[0x10..], value => Assert.Equal(0x77, value));
    }

    [Theory]
    [InlineData(0x1fff)]
    [InlineData(0x3000)]
    [InlineData(0x1_0000_2000)] // the captured page, but for a bit above 4 GiB
    [InlineData(0x10_0000_0000_2000)] // ... above 2^52
    [InlineData(ulong.MaxValue)]
    public void An_address_that_was_not_captured_gives_no_byte(ulong address)
    {
        foreach (DumpBytes bytes in (DumpBytes[])[DumpBytes.Full((2, 1)), DumpBytes.Bitmap(5, 8, [2]), DumpBytes.Ranges(8, (2, 1))])
        {
            using KernelDump dump = bytes.Open();
            ReadResult result = dump.PhysicalMemory!.Read(address, new byte[1]);
            Assert.Equal(new(0, new(MemoryFailureReason.PageNotInDump, address)), result);
            Assert.False(dump.PhysicalMemory.Contains(address));
            Assert.False(dump.PhysicalMemory.TryGetFileOffset(address, out _));
        }
    }

    [Fact]
    public void Pages_above_4_GiB_are_readable_up_to_the_last_byte_of_52_bits()
    {
        DumpBytes bytes = DumpBytes.Ranges(8, (0x100001, 1), (0xff_ffff_ffff, 1));
        using KernelDump dump = bytes.Open();
        Assert.Equal(bytes.At(0x2050, 0x1000), dump.PhysicalMemory!.View(0x1_0000_1000).Bytes);
        MemoryView last = dump.PhysicalMemory.View(0xf_ffff_ffff_fff0, 0x20);
        Assert.Equal(bytes.At(0x4040, 0x10), last.Bytes);
        Assert.Equal(new MemoryFailure(MemoryFailureReason.PageNotInDump, 0x10_0000_0000_0000), last.Failure);
    }

    [Fact]
    public void A_read_of_nothing_succeeds_anywhere()
    {
        using KernelDump dump = DumpBytes.Full((2, 1)).Open();
        Assert.Equal(new(0, null), dump.PhysicalMemory!.Read(0x9000, []));
    }
}
