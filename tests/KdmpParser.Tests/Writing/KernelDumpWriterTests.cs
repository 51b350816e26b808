namespace KdmpParser.Tests;

public class KernelDumpWriterTests
{
    public static TheoryData<DumpType> TypesWithPhysicalMemory =>
    [
        DumpType.Full, DumpType.Kernel, DumpType.Bitmap, DumpType.LiveKernelMemory,
        DumpType.KernelMemory, DumpType.KernelAndUserMemory, DumpType.CompleteMemory,
    ];

    [Theory]
    [MemberData(nameof(TypesWithPhysicalMemory))]
    public void What_was_written_opens_with_the_same_pages(DumpType type)
    {
        // More than one chunk of the writer's buffer, a lone page, and a page above 4 GiB.
        using KernelDump dump = Write(type, new ChosenPages((0x1000, 130), (0x20_0000, 1), (0x1_0000_3000, 2)));

        Assert.Equal(133, dump.PhysicalMemory!.PageCount);
        Assert.Equal(
            [(0x1000UL, 130L), (0x20_0000UL, 1L), (0x1_0000_3000UL, 2L)],
            dump.PhysicalMemory.Runs.Select(run => (run.Start.Value, run.PageCount)));
        foreach ((ulong start, int length) in ((ulong, int)[])[(0x1000, 130 * 0x1000), (0x20_0000, 0x1000), (0x1_0000_3000, 0x2000)])
            Assert.Equal(MachineBytes.Content(start, length), dump.PhysicalMemory.View(start, length).Bytes);
        Assert.Empty(dump.Warnings);
    }

    [Theory]
    [MemberData(nameof(TypesWithPhysicalMemory))]
    public void What_was_written_opens_with_the_same_header(DumpType type)
    {
        DumpHeader header = Header(type) with
        {
            DirectoryTableBase = 0x1ad002,
            PsLoadedModuleList = new VirtualAddress(0xfffff805_11223344),
            BugCheck = new(0x7e, 0xffffffff_c0000005, null, 3, 4),
            VersionUser = "owner",
            Comment = new string('c', 128),
            SystemTime = new DateTimeOffset(2023, 11, 5, 6, 7, 8, TimeSpan.Zero),
            SystemUpTime = TimeSpan.FromHours(30),
            KdSecondaryVersion = 0x4d,
            BootId = 12,
        };
        using KernelDump dump = Write(type, new ChosenPages((0x1000, 1)), header);
        Assert.Equal(header, dump.Header with { PhysicalMemoryBlock = null });
        Assert.Null(dump.Context);
        Assert.Null(dump.Exception);
    }

    [Fact]
    public void The_memory_of_the_machine_is_written_beside_the_pages_that_were_kept()
    {
        DumpHeader header = Header(DumpType.CompleteMemory) with { PhysicalMemoryBlock = [new(0x1000, 0x9f), new(0x10_0000, 0x90)] };
        using KernelDump dump = Write(DumpType.CompleteMemory, new ChosenPages((0x1000, 1)), header);
        Assert.Equal(header.PhysicalMemoryBlock.Value, dump.Header.PhysicalMemoryBlock!.Value);
        Assert.Equal(1, dump.PhysicalMemory!.PageCount);
    }

    [Fact]
    public void What_was_written_opens_with_the_same_registers_and_exception()
    {
        var context = new Amd64Context { ContextFlags = 0x10005f, Rax = 1, R15 = 2, Rip = 0xfffff805_2a341234, SegSs = 0x18 };
        var exception = new ExceptionRecord { Code = 0xc0000005, Address = 0xfffff805_2a341234, ParameterCount = 2 };
        using var stream = new MemoryStream();
        new KernelDumpWriter
        {
            Header = Header(DumpType.Bitmap),
            Pages = new ChosenPages((0x1000, 1)),
            Context = context,
            Exception = exception,
        }.Write(stream);
        using KernelDump dump = KernelDump.Open(stream.ToArray(), "written");

        // The flags say that all was captured, so what was not given reads as zero.
        Assert.Equal(context.Registers.Select(register => register with { Value = register.Value ?? 0 }), dump.Context!.Registers);
        ExceptionRecord read = dump.Exception!;
        Assert.Equal((0xc0000005U, 0xfffff805_2a341234UL, 2U), (read.Code, read.Address.Value, read.ParameterCount));
        Assert.All(read.Information, slot => Assert.Null(slot));
    }

    [Theory]
    [InlineData(DumpType.Full)]
    [InlineData(DumpType.Kernel)]
    [InlineData(DumpType.Bitmap)]
    [InlineData(DumpType.LiveKernelMemory)]
    public void A_page_at_address_0_can_be_written(DumpType type)
    {
        using KernelDump dump = Write(type, new ChosenPages((0, 1), (0x5000, 1)));
        Assert.Equal(MachineBytes.Content(0, 0x1000), dump.PhysicalMemory!.View(0).Bytes);
    }

    internal static DumpHeader Header(DumpType type) => new() { Type = type, Machine = MachineType.X64, MajorVersion = 0xf, Build = 19041 };

    private static KernelDump Write(DumpType type, IPageSource pages, DumpHeader? header = null)
    {
        using var stream = new MemoryStream();
        new KernelDumpWriter { Header = header ?? Header(type), Pages = pages }.Write(stream);
        return KernelDump.Open(stream.ToArray(), "written");
    }
}
