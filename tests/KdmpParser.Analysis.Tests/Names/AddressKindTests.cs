using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

public class AddressKindTests
{
    private const ulong Prcb = KernelBytes.Entries + 0x10_0000, Thread = KernelBytes.Entries + 0x20_0000, Stack = 0xffffa884_88260000;

    [Theory]
    [InlineData(0x0, "null pointer + 0x0")]
    [InlineData(0x18, "null pointer + 0x18")]
    [InlineData(0xffff, "null pointer + 0xffff")]
    [InlineData(0x10000, "free: not present at PDPTE")]
    [InlineData(0x8000_0000_0000, "not a canonical address")]
    [InlineData(0x7ffe0000, "KUSER_SHARED_DATA+0x0")]
    [InlineData(0x7ffe0fff, "KUSER_SHARED_DATA+0xfff")]
    [InlineData(0x7ffe1000, "free: not present at PDPTE")]
    [InlineData(0xfffff780_00000320, "KUSER_SHARED_DATA+0x320")]
    [InlineData(0xfffff780_00001000, "free: not present at PML4E")]
    [InlineData(MachineBytes.Mapped, "memory of no module, read, write, execute, user")]
    public void Addresses_of_no_module_are_called_what_they_are(ulong address, string line)
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pml4, 0x6007).Entry(0x6ff8, 0).Open();
        Assert.StartsWith(line, dump.Describe(address).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, AddressKind.Free, "free: not present at PTE")]
    [InlineData(0x0000_0000_0000_00a0, AddressKind.NotResident, "allocated, but not in memory: not present at PTE (demand-zero)")]
    [InlineData(0x0000_5678_0000_00a0, AddressKind.NotResident, "allocated, but not in memory: not present at PTE (in a page file)")]
    [InlineData(MachineBytes.Nowhere | 1, AddressKind.NotInDump, "not in the dump: translated to 0x9000, which is not in the dump")]
    [InlineData(0x5800, AddressKind.Mapped, "memory of no module, brought back by Windows when it is touched")]
    public void Free_is_told_from_not_in_the_dump(ulong pte, AddressKind kind, string line)
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pte, pte).Open();
        AddressDescription address = dump.Describe(MachineBytes.Mapped);
        Assert.Equal(kind, address.Kind);
        Assert.StartsWith(line[..20], address.ToString(), StringComparison.Ordinal);
        Assert.Null(address.ShortName);
        Assert.NotNull(address.Translation);
    }

    [Fact]
    public void A_missing_page_table_tells_nothing_of_the_address()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pde, MachineBytes.Nowhere | 1).Open();
        AddressDescription address = dump.Describe(MachineBytes.Mapped);
        Assert.Equal((AddressKind.NotInDump, MemoryFailureReason.PageTableNotInDump), (address.Kind, address.Failure!.Value.Reason));
    }

    [Theory]
    [InlineData(0xfffff680_00000000, PageTableLevel.Pte, 0)]
    [InlineData(0xfffff6fc_02982188, PageTableLevel.Pte, 0xfffff805_30431000)]
    [InlineData(0xfffff6fb_7e014c10, PageTableLevel.Pde, 0xfffff805_30400000)]
    [InlineData(0xfffff6fb_7dbf00a0, PageTableLevel.Pdpte, 0xfffff805_00000000)]
    [InlineData(0xfffff6fb_7dbedf80, PageTableLevel.Pml4e, 0xfffff800_00000000)]
    [InlineData(0xfffff6fb_7dbedf68, PageTableLevel.Pml4e, 0xfffff680_00000000)]
    public void An_address_of_the_self_map_is_the_entry_of_another(ulong address, PageTableLevel level, ulong maps)
    {
        // WinDbg's !pte of a system whose self-map is slot 0x1ed: the PTE of an address is at 0xfffff680`00000000 + 8 * (bits 47:12 of it).
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pml4 + 8 * 0x1ed, MachineBytes.Pml4 | 3).Open();
        AddressDescription description = dump.Describe(address);
        Assert.Equal(new PageTablePlace(level, maps), description.PageTable);
        Assert.Equal($"{level.Name()} of {new VirtualAddress(maps)}", description.ShortName);
    }

    [Fact]
    public void Without_an_entry_that_points_to_the_PML4_there_is_no_self_map()
    {
        using KernelDump dump = new MachineBytes().Entry(MachineBytes.Pml4 + 8 * 0x1ed, MachineBytes.Pml4 | 2).Open();
        Assert.Equal(AddressKind.NotResident, dump.Describe(0xfffff680_00000000).Kind);
    }

    [Theory]
    [InlineData(Stack - 1, AddressKind.Stack, Certainty.Certain)]
    [InlineData(Stack - 0x100, AddressKind.Stack, Certainty.Certain)]
    [InlineData(Stack - 0x101, AddressKind.Stack, Certainty.Likely)]
    [InlineData(Stack - 0x6000, AddressKind.Stack, Certainty.Likely)]
    [InlineData(Stack - 0x6001, AddressKind.Free, Certainty.Certain)]
    [InlineData(Stack, AddressKind.Free, Certainty.Certain)]
    public void The_stack_of_the_current_thread_reaches_from_its_pointer_to_where_it_began(ulong address, AddressKind kind, Certainty certainty)
    {
        using KernelDump dump = Threads().Open();
        AddressDescription description = dump.Describe(address);
        Assert.Equal((kind, certainty), (description.Kind, description.Certainty));
        if (kind == AddressKind.Stack)
            Assert.Equal(("stack of the current thread", "stack"), (description.ToString(), description.ShortName));
    }

    [Theory]
    [InlineData(0x12000, 0x11000, true)]
    [InlineData(0x12008, 0x11000, false)]
    [InlineData(0x12008, 0x6000, true)]
    public void A_stack_pointer_that_is_not_on_the_stack_of_the_thread_says_nothing_of_it(ulong depth, ulong below, bool isStack)
    {
        // KERNEL_LARGE_STACK_SIZE of wdm.h is 0x12000: what is further away is the stack of a DPC, an interrupt or a program.
        using KernelDump dump = new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, Stack - depth).Thread(Thread, 0, 0).U64(Thread + 0x28, Stack)
            .OnDump(bytes => bytes.U64(0x348 + 0x98, Stack - depth)).Open();
        Assert.Equal(isStack, dump.Describe(Stack - below).Kind == AddressKind.Stack);
    }

    [Fact]
    public void The_stack_of_another_processors_thread_names_the_processor()
    {
        using KernelDump dump = Threads().Processor(1, Prcb + 0x2_0000, Thread + 0x1000, Stack + 0x1_0000 - 0x80).Thread(Thread + 0x1000, 0, 0).U64(Thread + 0x1028, Stack + 0x1_0000)
            .OnDump(bytes => bytes.U32(0x034, 2)).Open();
        Assert.Equal("stack of the thread of processor 1", dump.Describe(Stack + 0xff90).ToString());
    }

    [Fact]
    public void A_driver_that_was_unloaded_is_remembered()
    {
        const ulong Gone = 0xfffff804_50000000;
        KernelBytes memory = new KernelBytes().KdDebuggerData();
        ulong variables = KernelBytes.DebuggerData + 0x1000, ring = KernelBytes.Entries + 0x3000;
        memory.U64(KernelBytes.DebuggerData + 0x220, variables, variables + 8).U64(variables, ring).U32(variables + 8, 1).Write(ring, new byte[50 * 40])
            .UnicodeString(ring, "gone.sys", KernelBytes.Entries + 0x4000).U64(ring + 16, Gone, Gone + 0x8000);
        using (KernelDump dump = memory.Open())
        {
            AddressDescription address = dump.Describe(Gone + 0x123);
            Assert.Equal(("unloaded module <Unloaded_gone.sys>+0x123", Certainty.Likely), (address.ToString(), address.Certainty));
            Assert.Equal(AddressKind.Free, dump.Describe(Gone + 0x8000).Kind);
        }
    }

    [Fact]
    public void A_small_dump_says_of_what_it_did_not_keep_that_nothing_is_known()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        AddressDescription address = dump.Describe(0xffff9999_00000000);
        Assert.Equal((AddressKind.NotInDump, MemoryFailureReason.NotCaptured), (address.Kind, address.Failure!.Value.Reason));
    }

    private static KernelBytes Threads() => new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, Stack - 0x100).Thread(Thread, 0, 0).U64(Thread + 0x28, Stack)
        .OnDump(bytes => bytes.U64(0x348 + 0x98, Stack - 0x100));
}
