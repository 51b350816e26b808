using static KdmpParser.Tests.Structures.DumpStructureTests;

namespace KdmpParser.Tests.Structures;

/// <summary>The tables that the headers lead to: the first 16 elements, where they stand in the file.</summary>
public class TableTests
{
    private const ulong Stack = 0xffff8504_29890e00;

    [Fact]
    public void A_full_dump_has_none_as_its_runs_stand_in_the_header()
    {
        using KernelDump dump = DumpBytes.Full((0x10, 1)).Open();
        Assert.Empty(dump.Tables);
    }

    [Theory]
    [InlineData(21, 3)]
    [InlineData(24, 3)]
    [InlineData(4096, 16)]
    public void Of_a_bitmap_there_are_the_first_bytes(int bits, int bytes)
    {
        DumpStructure bitmap = Only(DumpBytes.Bitmap(5, bits, [3, 20]), "Bitmap", 0x2038, bytes);
        Assert.Equal(bytes, bitmap["Pages"].Elements.Length);
        Number(bitmap["Pages"].Elements[0], 0, 1, 1 << 3);
        Number(bitmap["Pages"].Elements[2], 2, 1, 1 << 4);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(0xa)]
    public void Ranges_stand_behind_the_RDMP_header(uint type)
    {
        DumpStructure ranges = Only(DumpBytes.Ranges(type, (0x10, 1), (0x100, 2)), "Ranges", 0x2030, 0x20);
        Number(ranges["Range"].Elements[1].Structure!["BasePage"], 0, 8, 0x100);
        Number(ranges["Range"].Elements[1].Structure!["PageCount"], 8, 8, 2);
        Assert.Equal(("Range[1]", 0x2040L), (ranges["Range"].Elements[1].Name, ranges["Range"].Elements[1].Structure!.FileOffset));
    }

    [Fact]
    public void There_are_no_more_than_16_ranges() =>
        Assert.Equal(16, Only(DumpBytes.Ranges(8, [.. Enumerable.Range(1, 40).Select(i => ((ulong)i * 2, 1UL))]), "Ranges", 0x2030, 0x100)["Range"].Elements.Length);

    [Fact]
    public void Page_frame_0_ends_the_ranges()
    {
        using KernelDump dump = DumpBytes.Ranges(8, (0x10, 1), (0, 0), (0x20, 1)).Open();
        Assert.Single(Assert.Single(dump.Tables)["Range"].Elements);
    }

    [Fact]
    public void A_small_dump_has_those_that_TRIAGE_DUMP64_leads_to()
    {
        // A driver at 0x4000, its name at 0x4100; one unloaded driver at 0x4200.
        DumpBytes bytes = DumpBytes.Triage(Stack, (0xfffff804_79c00000, 0x5000, 0x108), (0xffffc000_00000008, 0x5800, 8));
        bytes.Zeros(0x4000, 0x300).U32(0x2030, 0x4000).U32(0x2034, 1).U32(0x4000, 0x4100).U64(0x4038, 0xfffff804_79c00000).U32(0x4048, 0x6000);
        bytes.U32(0x2018, 0x4200).U64(0x4200, 1).U64(0x4208 + 0x28, 0xfffff804_80000000);
        using KernelDump dump = bytes.Open();
        Assert.Equal([("UnloadedDrivers", 0x4200L, 0x40), ("CallStack", 0x3000, 0x80), ("DriverList", 0x4000, 0x90), ("DataBlocks", 0x2100, 0x20)], dump.Tables.Select(table => (table.Name, table.FileOffset, table.Size)));
        Assert.All(dump.Tables, table => Assert.Equal(bytes.At((int)table.FileOffset, table.Size), table.Bytes));
        (DumpStructure unloaded, DumpStructure stack, DumpStructure drivers, DumpStructure blocks) = (dump.Tables[0], dump.Tables[1], dump.Tables[2], dump.Tables[3]);
        Number(unloaded["Count"], 0, 8, 1);
        Number(unloaded["Driver"].Elements[0].Structure!["StartAddress"], 0x28, 8, 0xfffff804_80000000);
        Assert.Equal(16, stack["Slot"].Elements.Length);
        Number(drivers["Driver"].Elements[0].Structure!["DriverNameOffset"], 0, 4, 0x4100);
        Number(drivers["Driver"].Elements[0].Structure!["DllBase"], 0x38, 8, 0xfffff804_79c00000);
        Number(blocks["Block"].Elements[1].Structure!["Address"], 0, 8, 0xffffc000_00000008);
        Number(blocks["Block"].Elements[1].Structure!["Offset"], 8, 4, 0x5800);
        Number(blocks["Block"].Elements[1].Structure!["Size"], 12, 4, 8);
    }

    [Theory]
    [InlineData(0U)]
    [InlineData(0x45474150U)] // 'PAGE': not recorded
    [InlineData(0x348U)] // in the headers
    [InlineData(0x7fff_fff0U)] // behind the end
    [InlineData(uint.MaxValue)]
    public void A_table_that_does_not_lie_behind_the_headers_and_in_the_file_is_left_out(uint offset)
    {
        using KernelDump dump = DumpBytes.Triage(Stack).U32(0x2018, offset).U32(0x2030, offset).U32(0x2034, 3).Open();
        Assert.Equal("CallStack", Assert.Single(dump.Tables).Name);
    }

    [Fact]
    public void Of_a_table_that_the_file_cuts_there_are_the_whole_elements()
    {
        // The file ends 0x6004 bytes from its start, 1.5 drivers behind the offset.
        DumpBytes bytes = DumpBytes.Triage(Stack).U32(0x2030, 0x6004 - 0xd8).U32(0x2034, uint.MaxValue);
        using KernelDump dump = bytes.Open();
        Assert.Single(dump.Tables.Single(table => table.Name == "DriverList")["Driver"].Elements);
    }

    private static DumpStructure Only(DumpBytes bytes, string name, long offset, int size)
    {
        using KernelDump dump = bytes.Open();
        DumpStructure table = Assert.Single(dump.Tables);
        Assert.Equal((name, offset, size), (table.Name, table.FileOffset, table.Size));
        Assert.Equal(bytes.At((int)offset, size), table.Bytes);
        return table;
    }
}
