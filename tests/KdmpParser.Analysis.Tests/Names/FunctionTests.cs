
namespace KdmpParser.Analysis.Tests;

public class FunctionTests
{
    private const ulong Kernel = SymbolMachine.Kernel;

    /// <summary>Where the linker put .pdata, and the fields of its second entry (0x1040 to 0x107e).</summary>
    private const ulong Entries = Kernel + 0x4000, Second = Entries + 12;

    [Fact]
    public void Every_function_is_where_llvm_readobj_says()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal(4, SymbolData.Functions(SymbolData.Demo).Length);
        Assert.All(SymbolData.Functions(SymbolData.Demo), function =>
        {
            var bounds = new FunctionBounds(Kernel + function.Start, Kernel + function.End);
            Assert.Equal(bounds, dump.DescribeSurroundings(bounds.Start).Function);
            Assert.Equal(bounds, dump.DescribeSurroundings(bounds.End - 1).Function);
            Assert.Null(dump.DescribeSurroundings(bounds.End).Function);
            Assert.Null(dump.DescribeSurroundings(bounds.End).FunctionFailure);
        });
    }

    [Fact]
    public void A_part_that_the_compiler_moved_away_belongs_to_its_function()
    {
        // The second entry becomes a part of DemoRead (0x1090): UNW_FLAG_CHAININFO, no codes, and the entry that it goes on.
        using var machine = new SymbolMachine();
        machine.Memory.U32(Second + 8, 0x20f0).Write(Kernel + 0x20f0, [0x21, 0, 0, 0]).U32(Kernel + 0x20f4, 0x1090).U32(Kernel + 0x20f8, 0x10bf).U32(Kernel + 0x20fc, 0x20e0);
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal(Kernel + 0x1090, dump.DescribeSurroundings(Kernel + 0x1050).Function!.Value.Primary!.Value.Value);
    }

    [Fact]
    public void A_part_behind_its_function_is_named_by_it()
    {
        // The last entry (0x10c0 to 0x10f8) becomes a part of DemoRead, which is exported.
        using var machine = new SymbolMachine();
        machine.Memory.U32(Entries + 36 + 8, 0x20f0).Write(Kernel + 0x20f0, [0x21, 0, 0, 0]).U32(Kernel + 0x20f4, 0x1090).U32(Kernel + 0x20f8, 0x10bf).U32(Kernel + 0x20fc, 0x20e0);
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal("nt!DemoRead+0x40", dump.Describe(Kernel + 0x10d0).ShortName);
    }

    [Fact]
    public void A_chain_that_leads_back_ends()
    {
        using var machine = new SymbolMachine();
        machine.Memory.U32(Second + 8, 0x20f0).Write(Kernel + 0x20f0, [0x21, 0, 0, 0]).U32(Kernel + 0x20f4, 0x1040).U32(Kernel + 0x20f8, 0x107e).U32(Kernel + 0x20fc, 0x20f0);
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal(Kernel + 0x1040, dump.DescribeSurroundings(Kernel + 0x1050).Function!.Value.Primary!.Value.Value);
    }

    [Fact]
    public void An_entry_that_ends_before_it_begins_tells_nothing()
    {
        using var machine = new SymbolMachine();
        machine.Memory.U32(Second + 4, 0x1040);
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal(KernelDataFailureReason.CheckFailed, dump.DescribeSurroundings(Kernel + 0x1050).FunctionFailure!.Reason);
    }

    [Fact]
    public void A_directory_with_more_entries_than_the_limit_is_not_used()
    {
        using var machine = new SymbolMachine();
        using KernelDump exactly = machine.OpenWithoutSymbols(new() { RuntimeFunctions = 4 });
        Assert.NotNull(exactly.DescribeSurroundings(Kernel + 0x1050).Function);
        using KernelDump less = machine.OpenWithoutSymbols(new() { RuntimeFunctions = 3 });
        Assert.Equal(KernelDataFailureReason.LimitExceeded, less.DescribeSurroundings(Kernel + 0x1050).FunctionFailure!.Reason);
    }

    [Theory]
    [InlineData((0x7ffffu << 13) | (0x20u << 2) | 1u, 0x80)]
    [InlineData(0x2000u, 0x40)]
    public void In_ARM64_the_length_is_packed_or_in_a_record(uint unwindData, uint length)
    {
        // "ARM64 exception handling": bits 12:2 of packed data and bits 17:0 of a record are the length in words.
        using var machine = new SymbolMachine();

        // e_lfanew is the upper half of the eight bytes at 0x38.
        ulong header = Kernel + (machine.Memory.Value(Kernel + 0x38) >> 32);
        machine.Memory.U16(header + 4, 0xaa64).U32(Entries, 0x1000).U32(Entries + 4, unwindData).U32(Kernel + 0x2000, 0xf000_0010);
        machine.Memory.U32(Entries + 8, 0x1100).U32(Entries + 16, 0x1200).U32(Entries + 24, 0x1300).U32(Entries + 32, 0x1400).U32(Entries + 40, 0x1500);
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal(new FunctionBounds(Kernel + 0x1000, Kernel + 0x1000 + length), dump.DescribeSurroundings(Kernel + 0x1010).Function);
    }
}
