namespace KdmpParser.Tests;

public class DumpHeaderTests
{
    [Fact]
    public void Each_field_is_read_from_its_offset()
    {
        DumpBytes bytes = DumpBytes.Full();
        bytes.U32(0x008, 0xc).U32(0x00c, 22621).U64(0x010, 0x1ad002).U64(0x018, 0xffffaa80_00000018).U64(0x020, 0xfffff803_00000020);
        bytes.U64(0x028, 0xfffff803_00000028).U32(0x034, 34).U32(0x038, 0x139);
        bytes.U64(0x040, 0x41).U64(0x048, 0x49).U64(0x050, 0x51).U64(0x058, 0x59);
        bytes.Text(0x060, "owner\0").U64(0x080, 0xfffff803_00000080);
        bytes.U64(0xfa0, 0xfa0_0000).U64(0xfa8, 0x1da0fae4ec6e487).Text(0xfb0, "comment\0").U64(0x1030, 0x1030_0000);
        bytes.U32(0x1038, 0x1138).U32(0x103c, 0x113c).U32(0x1040, 3).U32(0x1044, 0x1144).U32(0x1048, 0x1148).U8(0x104d, 0x4d);
        bytes.U32(0x1050, 0x1150).U32(0x1054, 0x1154);

        using KernelDump dump = bytes.Open();

        var expected = new DumpHeader
        {
            Type = DumpType.Full,
            Machine = MachineType.X64,
            MajorVersion = 0xc,
            Build = 22621,
            DirectoryTableBase = 0x1ad002,
            PfnDatabase = new VirtualAddress(0xffffaa80_00000018),
            PsLoadedModuleList = new VirtualAddress(0xfffff803_00000020),
            PsActiveProcessHead = new VirtualAddress(0xfffff803_00000028),
            ProcessorCount = 34,
            BugCheck = new(0x139, 0x41, 0x49, 0x51, 0x59),
            VersionUser = "owner",
            KdDebuggerDataBlock = new VirtualAddress(0xfffff803_00000080),
            RequiredDumpSpace = 0xfa0_0000,
            SystemTime = new DateTimeOffset(2023, 11, 5, 6, 7, 8, TimeSpan.Zero).AddTicks(1234567),
            Comment = "comment",
            SystemUpTime = TimeSpan.FromTicks(0x1030_0000),
            MiniDumpFields = 0x1138,
            SecondaryDataState = 0x113c,
            ProductType = 3,
            SuiteMask = 0x1144,
            WriterStatus = 0x1148,
            KdSecondaryVersion = 0x4d,
            Attributes = 0x1150,
            BootId = 0x1154,
        };
        Assert.Equal(expected, dump.Header with { PhysicalMemoryBlock = null });
    }

    [Fact]
    public void The_memory_of_the_machine_is_read_from_the_block_at_0x88()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, bits: 8, frames: [1]).U32(0x088, 2).U64(0x090, 0x12f);
        bytes.U64(0x098, 1).U64(0x0a0, 0x9f).U64(0x0a8, 0x100).U64(0x0b0, 0x90);
        using KernelDump dump = bytes.Open();
        Assert.Equal([new(0x1000, 0x9f), new(0x10_0000, 0x90)], dump.Header.PhysicalMemoryBlock!.Value);
        Assert.Equal(1, dump.PhysicalMemory!.PageCount);
    }

    [Theory]
    [InlineData(43, 1)]
    [InlineData(1, 0x100_0000_0000)]
    public void A_block_that_cannot_be_one_is_not_recorded(uint runs, ulong frame)
    {
        using KernelDump dump = DumpBytes.Bitmap(5, bits: 8, frames: [1]).U32(0x088, runs).U64(0x098, frame).U64(0x0a0, 1).Open();
        Assert.Null(dump.Header.PhysicalMemoryBlock);
    }

    [Fact]
    public void A_field_that_still_holds_the_fill_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Bitmap(5, bits: 8, frames: []).Open();

        var expected = new DumpHeader { Type = DumpType.Bitmap, Machine = MachineType.X64, MajorVersion = 0xf, Build = 19041 };
        Assert.Equal(expected, dump.Header);
        Assert.Null(dump.BugCheck);
    }

    [Fact]
    public void A_bug_check_parameter_that_still_holds_the_fill_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().U32(0x038, 0xe2).U64(0x040, 0).U64(0x050, 3).Open();
        Assert.Equal(new ulong?[] { 0, null, 3, null }, dump.BugCheck!.Parameters);
    }

    [Fact]
    public void Half_of_the_fill_is_a_value()
    {
        using KernelDump dump = DumpBytes.Full().U64(0x010, 0x45474150).U64(0x018, 0x45474150_00000000).Open();
        Assert.Equal(0x45474150UL, dump.Header.DirectoryTableBase);
        Assert.Equal(0x45474150_00000000UL, dump.Header.PfnDatabase!.Value.Value);
    }

    [Fact]
    public void The_required_space_may_be_larger_than_the_file()
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).U64(0xfa0, 0x100_0000_0000).Open();
        Assert.Equal(0x3000, dump.FileLength);
        Assert.Empty(dump.Warnings);
    }
}
