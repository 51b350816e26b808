using System.Reflection.PortableExecutable;

namespace KdmpParser.Tests;

/// <summary>What a list of variables, a debugger and an interpolated string show of an object: one line.</summary>
public class ShortTextTests
{
    private static readonly VirtualAddress s_address = 0xfffff805_10600000;

    public static TheoryData<string, object> Lines => new()
    {
        { "Bitmap dump, X64, build 19041, no bug check", new DumpHeader { Type = DumpType.Bitmap, Machine = MachineType.X64, MajorVersion = 15, Build = 19041 } },
        { "c0000005 STATUS_ACCESS_VIOLATION at fffff805`10600000", new ExceptionRecord { Code = 0xc0000005, Address = s_address } },
        { "12345678 (no name) at fffff805`10600000", new ExceptionRecord { Code = 0x12345678, Address = s_address } },
        { "rax = 000000000000002a", new Register("rax", 0x2a, 64) },
        { "cs = 0010", new Register("cs", 0x10, 16) },
        { "xmm0 not captured", new Register("xmm0", null, 128) },
        { "KDDEBUGGER_DATA64 at fffff805`10600000, 896 bytes", new KdDebuggerData { Address = s_address, Size = 896 } },
        { "KDDEBUGGER_DATA64 at an address not recorded, 896 bytes", new KdDebuggerData { Size = 896 } },
        { "2 of 2 bytes at fffff805`10600000", new MemoryView(s_address.Value, false, 2, [1, 2], null) },
        { "1 of 2 bytes at 0x1fff: the page is not in the dump", new MemoryView(0x1fff, true, 2, [1], new(MemoryFailureReason.PageNotInDump, 0x2000)) },
        { "0x1000: 3 pages at 0x26000 of the file", new PhysicalRun(0x1000, 3, 0x26000) },
        { "0x1000: 3 pages", new PageRange(0x1000, 3) },
        { "16 bytes", new ReadResult(16, null) },
        { "8 bytes, then not a canonical address", new ReadResult(8, new(MemoryFailureReason.NonCanonical, 0x8000_00000000)) },
        { "12 pages in 61440 bytes", new ConversionResult(12, 61440, 0, 0) },
        { "00000000001ae067 Valid", new PageTableEntry(0x1ae067) },
        { "PML4E at 0x1adf80: 00000000001ae067 Valid", new PageTableStep(PageTableLevel.Pml4e, 0x1adf80, new(0x1ae067)) },
        { "fffff805`10600000 4096 r-x kernel", new VirtualMapping(s_address, 4096, false, true, false) },
        { ".text at fffff805`10600000, 4096 bytes", new PeSection(".text", s_address, 4096, SectionCharacteristics.MemRead) },
        { "7 DemoRead at fffff805`10600000", new PeExport(7, "DemoRead", s_address, null) },
        { "8 (no name) -> OTHER.Read", new PeExport(8, null, null, "OTHER.Read") },
        { "demo.pdb/00112233445566778899AABBCCDDEEFF1/demo.pdb", new CodeView(@"c:\demo.pdb", new("00112233-4455-6677-8899-aabbccddeeff"), 1) },
        { "old.sys fffff805`10600000 to fffff805`10700000", new UnloadedDriver("old.sys", s_address, 0xfffff805_10700000, null) },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_object_says_what_it_is_in_one_line(string line, object value) => Assert.Equal(line, value.ToString());

    [Fact]
    public void An_address_space_says_which_page_tables_it_goes_by()
    {
        using KernelDump dump = KdmpSample.Open();
        Assert.Equal("virtual memory by the page tables at 0x1ad000", dump.VirtualMemory.ToString());
        Assert.Equal("virtual memory by the page tables at 0x160000", dump.GetAddressSpace(0x160000).ToString());
    }

    [Fact]
    public void No_object_of_a_dump_lists_its_members()
    {
        using KernelDump dump = KdmpSample.Open();
        PeImage image = dump.ReadImage(dump.KernelModules[1]);
        object?[] objects =
        [
            dump, dump.Header, dump.BugCheck, dump.Context, dump.Exception, dump.PhysicalMemory, dump.VirtualMemory, dump.DebuggerData, dump.KernelModules,
            dump.KernelModules[0], dump.Processes[0], dump.Processors[0], dump.OpenProcess(4), dump.SecondaryData, image, image.Sections[0], image.CodeView,
            dump.VirtualMemory.Translate(dump.KernelModules[0].Base),
            dump.VirtualMemory.BuildReverseMap(TestContext.Current.CancellationToken),
            dump.VirtualMemory.EnumerateRegions(cancellation: TestContext.Current.CancellationToken).First(),
        ];
        Assert.All(objects, value =>
        {
            Assert.DoesNotContain(nameof(KdmpParser), value!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(" { ", value.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("\n", value.ToString(), StringComparison.Ordinal);
            Assert.InRange(value.ToString()!.Length, 1, 120);
        });
    }
}
