namespace KdmpParser.Tests.Structures;

public class DumpStructureTests
{
    [Fact]
    public void Header_fields_stand_at_the_offsets_of_the_format()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 1)).U32(0x034, 8).U32(0x038, 0x7e).U64(0x058, 0x1122334455667788).U64(0x080, 0xfffff80510000000);
        DumpStructure header = First(bytes.U8(0x104d, 0x5c).U32(0x1054, 77));

        Assert.Equal(("DUMP_HEADER64", 0L, 0x2000), (header.Name, header.FileOffset, header.Size));
        Number(header["Signature"], 0x000, 4, 0x45474150);
        Number(header["ValidDump"], 0x004, 4, 0x34365544);
        Number(header["NumberProcessors"], 0x034, 4, 8);
        Number(header["BugCheckCode"], 0x038, 4, 0x7e);
        Number(header["KdDebuggerDataBlock"], 0x080, 8, 0xfffff80510000000);
        Number(header["DumpType"], 0xf98, 4, 1);
        Number(header["KdSecondaryVersion"], 0x104d, 1, 0x5c);
        Number(header["BootId"], 0x1054, 4, 77);
        Assert.Equal(["BugCheckParameter1", "BugCheckParameter2", "BugCheckParameter3", "BugCheckParameter4"], header["BugCheckParameters"].Elements.Select(e => e.Name));
        Number(header["BugCheckParameters"].Elements[3], 0x058, 8, 0x1122334455667788);
    }

    [Fact]
    public void Fields_are_in_the_order_of_the_file_and_do_not_overlap()
    {
        DumpStructure header = First(DumpBytes.Full((0x10, 1)));
        Assert.Equal("Signature", header.Fields[0].Name);
        Assert.Equal("BootId", header.Fields[^1].Name);
        Assert.All(header.Fields.Zip(header.Fields.Skip(1)), pair => Assert.True(pair.First.Offset + pair.First.Size <= pair.Second.Offset, pair.Second.Name));
    }

    [Fact]
    public void Text_is_a_buffer_without_a_number()
    {
        StructureField comment = First(DumpBytes.Full((0x10, 1)))["Comment"];
        Assert.Equal((0xfb0, 128), (comment.Offset, comment.Size));
        Assert.Null(comment.Value);
        Assert.Null(comment.Structure);
        Assert.Empty(comment.Elements);
    }

    [Fact]
    public void What_was_not_recorded_is_the_fill_as_it_stands()
    {
        DumpStructure header = First(DumpBytes.Full((0x10, 1)));
        Number(header["BugCheckCode"], 0x038, 4, 0x45474150);
        Number(header["SystemUpTime"], 0x1030, 8, 0x4547415045474150);
        StructureField xmm = Context(header)["FltSave"].Structure!["XmmRegisters"].Elements[0];
        Assert.Equal(UInt128.Parse("45474150454741504547415045474150", System.Globalization.NumberStyles.HexNumber, null), xmm.Value);
        Assert.False(header["Signature"].IsPageFill);
        Assert.True(header["BugCheckCode"].IsPageFill && header["SystemUpTime"].IsPageFill && xmm.IsPageFill);
    }

    [Theory]
    [InlineData(0x45474151U)]
    [InlineData(0U)]
    public void What_is_not_the_whole_fill_is_recorded(uint value) => Assert.False(First(DumpBytes.Full((0x10, 1)).U32(0x038, value))["BugCheckCode"].IsPageFill);

    [Fact]
    public void Numbers_of_two_bytes_do_not_show_the_fill() => Assert.False(Context(First(DumpBytes.Full((0x10, 1))))["SegCs"].IsPageFill);

    [Fact]
    public void The_descriptor_lists_the_runs_that_it_counts()
    {
        DumpStructure memory = First(DumpBytes.Full((0x10, 2), (0x100, 1)))["PhysicalMemoryBlock"].Structure!;
        Assert.Equal(("PHYSICAL_MEMORY_DESCRIPTOR64", 0x88L, 700), (memory.Name, memory.FileOffset, memory.Size));
        Number(memory["NumberOfRuns"], 0x00, 4, 2);
        Number(memory["NumberOfPages"], 0x08, 8, 3);
        Assert.Equal(["Run[0]", "Run[1]"], memory["Run"].Elements.Select(run => run.Name));
        DumpStructure second = memory["Run"].Elements[1].Structure!;
        Assert.Equal(("PHYSICAL_MEMORY_RUN64", 0xa8L, 0x10), (second.Name, second.FileOffset, second.Size));
        Number(second["BasePage"], 0, 8, 0x100);
        Number(second["PageCount"], 8, 8, 1);
    }

    [Theory]
    [InlineData(42U, 42)]
    [InlineData(43U, 42)]
    [InlineData(uint.MaxValue, 42)]
    [InlineData(0x45474150U, 0)]
    public void No_more_runs_are_listed_than_fit_and_none_where_none_are_recorded(uint count, int listed)
    {
        // Only a full dump needs its runs to make sense.
        DumpStructure memory = First(DumpBytes.Ranges(8, (0x10, 1)).U32(0x088, count).U64(0x090, 1))["PhysicalMemoryBlock"].Structure!;
        Assert.Equal(listed, memory["Run"].Elements.Length);
    }

    [Fact]
    public void The_x64_context_has_its_own_offsets_and_the_last_fields_where_winnt_h_has_them()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 1)).U64(0x348 + 0x28, 6).U64(0x348 + 0x78, 0xa).U64(0x348 + 0xf8, 0xfffff80512345678);
        bytes.U8(0x348 + 0x104, 0x80).U64(0x348 + 0x290, 15).U64(0x348 + 0x298, 1).U64(0x348 + 0x4a0, 0xc0).U64(0x348 + 0x4c8, 0xc5);
        DumpStructure context = Context(First(bytes));

        Assert.Equal(("CONTEXT", 0x348L, 0x4d0), (context.Name, context.FileOffset, context.Size));
        Assert.Equal(["P1Home", "P2Home", "P3Home", "P4Home", "P5Home", "P6Home"], context["Home"].Elements.Select(home => home.Name));
        Number(context["Home"].Elements[5], 0x28, 8, 6);
        Number(context["Rax"], 0x78, 8, 0xa);
        Number(context["Rip"], 0xf8, 8, 0xfffff80512345678);
        Number(context["VectorControl"], 0x4a0, 8, 0xc0);
        Number(context["LastExceptionFromRip"], 0x4c8, 8, 0xc5);
        DumpStructure image = context["FltSave"].Structure!;
        Assert.Equal(("XSAVE_FORMAT", 0x448L, 0x200), (image.Name, image.FileOffset, image.Size));
        Number(image["TagWord"], 0x04, 1, 0x80);
        Assert.Equal("Xmm15", image["XmmRegisters"].Elements[15].Name);
        Number(image["XmmRegisters"].Elements[15], 0x190, 16, new(1, 15));
    }

    [Fact]
    public void The_ARM64_context_is_laid_over_the_same_bytes()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 1)).U32(0x030, DumpBytes.Arm64).U32(0x348 + 4, 0x80000144).U64(0x348 + 0xe8, 28).U64(0x348 + 0x108, 0xfffff803f32de014);
        DumpStructure context = Context(First(bytes.U64(0x348 + 0x300, 31).U64(0x348 + 0x308, 0)));
        Assert.Equal(("CONTEXT", 0x390), (context.Name, context.Size));
        Number(context["Cpsr"], 0x04, 4, 0x80000144);
        Assert.Equal("X28", context["X"].Elements[28].Name);
        Number(context["X"].Elements[28], 0xe8, 8, 28);
        Number(context["Pc"], 0x108, 8, 0xfffff803f32de014);
        Number(context["V"].Elements[31], 0x300, 16, 31);
    }

    [Fact]
    public void The_exception_record_has_15_parameters()
    {
        StructureField field = First(DumpBytes.Full((0x10, 1)).U32(0xf00, 0xc0000005).U64(0xf90, 0xe))["Exception"];
        Assert.Equal((0xf00, 0x98), (field.Offset, field.Size));
        Number(field.Structure!["ExceptionCode"], 0, 4, 0xc0000005);
        Assert.Equal(15, field.Structure["ExceptionInformation"].Elements.Length);
        Number(field.Structure["ExceptionInformation"].Elements[14], 0x90, 8, 0xe);
    }

    [Fact]
    public void A_name_that_is_none_is_said()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => First(DumpBytes.Full((0x10, 1)))["Nope"]);
        Assert.StartsWith("DUMP_HEADER64 has no field 'Nope'.", e.Message, StringComparison.Ordinal);
    }

    internal static void Number(StructureField field, int offset, int size, UInt128 value) =>
        Assert.Equal((offset, size, (UInt128?)value), (field.Offset, field.Size, field.Value));

    private static DumpStructure First(DumpBytes bytes)
    {
        using KernelDump dump = bytes.Open();
        return dump.Structures[0];
    }

    private static DumpStructure Context(DumpStructure header)
    {
        StructureField field = header["ContextRecord"];
        Assert.Equal((0x348, 3000), (field.Offset, field.Size));
        return field.Structure!;
    }
}
