namespace KdmpParser.Tests;

public class MemoryPiecesTests
{
    private const ulong Mapped = MachineBytes.Mapped;

    [Fact]
    public void Memory_without_a_gap_is_one_piece()
    {
        using KernelDump dump = new MachineBytes().Open();
        MemoryView piece = Assert.Single(dump.VirtualMemory.ViewAll(Mapped));
        Assert.Equal(MachineBytes.Content(MachineBytes.Page, 0x1000), piece.Bytes);
        Assert.Null(piece.Failure);
    }

    [Fact]
    public void Reading_goes_on_at_the_page_behind_one_that_is_missing()
    {
        // The page at +0x1000 is not mapped, the one at +0x2000 is.
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte + 16, 0x8007).Open();
        MemoryPieces pieces = dump.VirtualMemory.ViewAll(Mapped + 0xff0, 0x1020);
        Assert.Equal(2, pieces.Count);
        Assert.Equal((Mapped + 0xff0, 0x1010, 0x10), (pieces[0].Address, pieces[0].Requested, pieces[0].Bytes.Length));
        Assert.Equal((MemoryFailureReason.NotPresent, PageTableLevel.Pte), (pieces[0].Failure!.Value.Reason, pieces[0].Failure!.Value.Level));
        Assert.Equal((Mapped + 0x2000, 0x10), (pieces[1].Address, pieces[1].Requested));
        Assert.Equal(MachineBytes.Content(MachineBytes.OtherPage, 0x10), pieces[1].Bytes);
        Assert.Equal((0x1020, 0x20), (pieces.Requested, pieces.BytesRead));
    }

    [Fact]
    public void Pages_that_are_missing_for_one_reason_are_one_gap_and_those_for_another_a_second()
    {
        // Two pages that were never used, and one that is translated but not in the dump.
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte + 24, MachineBytes.Nowhere | 7).Open();
        MemoryPieces pieces = dump.VirtualMemory.ViewAll(Mapped, 0x4000);
        Assert.Equal([0x3000, 0x1000], pieces.Select(piece => piece.Requested));
        Assert.Equal([0x1000, 0], pieces.Select(piece => piece.Bytes.Length));
        Assert.Equal([MemoryFailureReason.NotPresent, MemoryFailureReason.PageNotInDump], pieces.Select(piece => piece.Failure!.Value.Reason));
    }

    [Fact]
    public void Physical_memory_goes_on_at_the_next_page_that_was_captured()
    {
        using KernelDump dump = new MachineBytes().Open();
        MemoryPieces pieces = dump.PhysicalMemory!.ViewAll(MachineBytes.Page + 0xff0, 0x2020);
        Assert.Equal([(MachineBytes.Page + 0xff0, 0x2010), (MachineBytes.OtherPage, 0x10)], pieces.Select(piece => (piece.Address, piece.Requested)));
    }

    [Fact]
    public void The_pieces_of_a_small_dump_need_no_page_boundary()
    {
        const ulong Stack = 0xffff8504_29890e00;
        DumpBytes bytes = DumpBytes.Triage(Stack, (Stack + 0x208, 0x5000, 8), (Stack + 0x220, 0x5020, 0x10));
        using KernelDump dump = bytes.Open();
        MemoryPieces pieces = dump.VirtualMemory.ViewAll(Stack + 0x1f8, 0x40);
        Assert.Equal(
            [(Stack + 0x1f8, 8, 0x10), (Stack + 0x208, 8, 0x18), (Stack + 0x220, 0x10, 0x18)],
            pieces.Select(piece => (piece.Address, piece.Bytes.Length, piece.Requested)));
        Assert.Equal(bytes.At(0x5000, 8), pieces[1].Bytes);
    }

    [Fact]
    public void The_last_byte_of_the_address_space_ends_it()
    {
        using KernelDump dump = new MachineBytes().Open();
        MemoryPieces pieces = dump.VirtualMemory.ViewAll(0xffffffff_fffffff0, 0x40);
        Assert.Equal((0x40, 0), (Assert.Single(pieces).Requested, pieces.BytesRead));
    }

    [Fact]
    public void Nothing_at_all_is_one_empty_piece()
    {
        using KernelDump dump = new MachineBytes().Open();
        Assert.Equal(0, Assert.Single(dump.VirtualMemory.ViewAll(Mapped, 0)).Requested);
    }
}
