using static KdmpParser.Tests.Structures.DumpStructureTests;

namespace KdmpParser.Tests.Structures;

/// <summary>The header behind DUMP_HEADER64, which each type has another one of.</summary>
public class TypeStructureTests
{
    [Fact]
    public void A_full_dump_has_none()
    {
        using KernelDump dump = DumpBytes.Full((0x10, 1)).Open();
        Assert.Equal("DUMP_HEADER64", Assert.Single(dump.Structures).Name);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void Bitmap_dumps_have_the_header_of_the_bitmap(uint type)
    {
        DumpStructure header = Second(DumpBytes.Bitmap(type, 21, [3, 20], firstPage: 0x4000), "BMP_HEADER64", 0x38);
        Assert.Equal(["Signature", "ValidDump", "FirstPage", "TotalPresentPages", "Pages"], header.Fields.Select(field => field.Name));
        Number(header["Signature"], 0x00, 4, 0x504d4453);
        Number(header["FirstPage"], 0x20, 8, 0x4000);
        Number(header["TotalPresentPages"], 0x28, 8, 2);
        Number(header["Pages"], 0x30, 8, 21);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void Of_the_range_header_of_types_8_and_9_the_end_is_not_known(uint type)
    {
        DumpStructure header = Second(DumpBytes.Ranges(type, (0x10, 1)), "RDMP_HEADER64", 0x30);
        Assert.Equal(["Marker", "Signature", "ValidDump", "MetadataSize", "FirstPageOffset"], header.Fields.Select(field => field.Name));
        Number(header["MetadataSize"], 0x10, 8, 0x20);
        Number(header["FirstPageOffset"], 0x18, 8, 0x2040);
    }

    [Fact]
    public void Type_0xa_counts_its_ranges_and_pages()
    {
        DumpStructure header = Second(DumpBytes.Ranges(0xa, (0x10, 1), (0x20, 4)), "RDMP_HEADER64", 0x30);
        Number(header["Marker"], 0x00, 4, 0x40);
        Number(header["NumberOfRanges"], 0x20, 4, 2);
        Number(header["TotalNumberOfPages"], 0x28, 8, 5);
    }

    [Fact]
    public void A_small_dump_has_TRIAGE_DUMP64()
    {
        DumpStructure triage = Second(DumpBytes.Triage(0xffffa88488250000, (0x1000, 0x3000, 0x10)), "TRIAGE_DUMP64", 0x80);
        Number(triage["SizeOfDump"], 0x04, 4, 0x6004);
        Number(triage["ContextOffset"], 0x0c, 4, 0x348);
        Number(triage["TopOfStack"], 0x48, 8, 0xffffa88488250000);
        Number(triage["DataBlocksCount"], 0x7c, 4, 1);
    }

    [Theory]
    [InlineData("triage_x64.dmp", 0x1000007e, 16)]
    [InlineData("triage_arm64.dmp", 0x1c8, 8)]
    [InlineData("win10_arm64_mem.dmp", 0xe2, 8)]
    public void Real_small_dumps_end_with_the_mark_that_TRIAGE_DUMP64_points_to(string name, uint bugCheck, uint processors)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Equal(["DUMP_HEADER64", "TRIAGE_DUMP64"], dump.Structures.Select(structure => structure.Name));
        (DumpStructure header, DumpStructure triage) = (dump.Structures[0], dump.Structures[1]);
        Assert.Equal(((UInt128)bugCheck, (UInt128)processors), (header["BugCheckCode"].Value, header["NumberProcessors"].Value));
        Assert.Equal(triage["ValidOffset"].Value + 4, triage["SizeOfDump"].Value);
        Assert.Equal((0x348, 0xf00), ((int)triage["ContextOffset"].Value!, (int)triage["ExceptionOffset"].Value!));
    }

    [Fact]
    public void A_file_that_was_cut_after_it_was_opened_is_truncated_and_not_zeros()
    {
        using var stream = new MemoryStream();
        stream.Write(DumpBytes.Ranges(8, (0x10, 1)).ToArray());
        stream.Position = 0;
        using KernelDump dump = KernelDump.Open(stream, "cut");
        stream.SetLength(0x2010);
        KernelDumpException failure = Assert.Throws<KernelDumpException>(() => dump.Structures);
        Assert.Equal((KernelDumpError.Truncated, 0x2000), (failure.Error, failure.FileOffset));
    }

    [Fact]
    public void A_closed_dump_has_no_structures_even_when_they_were_read_before()
    {
        KernelDump dump = DumpBytes.Full((0x10, 1)).Open();
        Assert.Single(dump.Structures);
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.Structures);
    }

    private static DumpStructure Second(DumpBytes bytes, string name, int size)
    {
        using KernelDump dump = bytes.Open();
        Assert.Equal(2, dump.Structures.Length);
        DumpStructure second = dump.Structures[1];
        Assert.Equal((name, 0x2000L, size), (second.Name, second.FileOffset, second.Size));
        return second;
    }
}
