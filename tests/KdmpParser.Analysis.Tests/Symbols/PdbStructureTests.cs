namespace KdmpParser.Analysis.Tests;

/// <summary>What no linker here writes, by hand.</summary>
public class PdbStructureTests
{
    private const ulong Kernel = SymbolMachine.Kernel;

    [Fact]
    public void A_symbol_lies_in_its_section()
    {
        using KernelDump dump = With(new PdbBytes().Stream(PdbBytes.Records, [.. PdbBytes.Public(1, 0x10, "first"), .. PdbBytes.Public(1, 0x0, "start")]));
        Assert.Equal("nt!first+0x0", dump.Describe(Kernel + 0x1010).ShortName);
        Assert.Equal("nt!start+0x0", dump.Describe(Kernel + 0x1000).ShortName);
    }

    [Theory]
    [InlineData(0, 0x10)]
    [InlineData(2, 0x10)]
    [InlineData(1, 0xffff_f000)]
    public void A_symbol_of_no_section_is_left_out(ushort section, uint offset)
    {
        using KernelDump dump = With(new PdbBytes().Stream(PdbBytes.Records, PdbBytes.Public(section, offset, "nowhere")));
        Assert.Equal((0, SymbolSource.Pdb), (dump.FindSymbols(dump.KernelModules[0]).Count, dump.FindSymbols(dump.KernelModules[0]).Source));
    }

    [Fact]
    public void Symbols_of_a_rearranged_image_go_through_the_OMAP()
    {
        // The original section was at 0x2000; its first 0x20 bytes went to 0x1040, the next ones were dropped, the rest went to 0x1000.
        using KernelDump dump = With(new PdbBytes().Debug(PdbBytes.Sections, PdbBytes.Omap, PdbBytes.Original)
            .Stream(PdbBytes.Omap, PdbBytes.U32(0x2000, 0x1040, 0x2020, 0, 0x2030, 0x1000)).Stream(PdbBytes.Original, PdbBytes.Section(0x2000))
            .Stream(PdbBytes.Records, [.. PdbBytes.Public(1, 0x8, "moved"), .. PdbBytes.Public(1, 0x28, "dropped"), .. PdbBytes.Public(1, 0x30, "rest")]));
        Assert.Equal("nt!moved+0x0", dump.Describe(Kernel + 0x1048).ShortName);
        Assert.Equal("nt!rest+0x0", dump.Describe(Kernel + 0x1000).ShortName);
        Assert.Equal(2, dump.FindSymbols(dump.KernelModules[0]).Count);
    }

    [Fact]
    public void Names_are_cut_at_the_limit()
    {
        using KernelDump dump = With(new PdbBytes().Stream(PdbBytes.Records, PdbBytes.Public(1, 0, new('x', 9000))), new() { NameBytes = 100 });
        Assert.Equal(new string('x', 100), dump.Describe(Kernel + 0x1000).Symbol!.Name);
    }

    [Fact]
    public void The_first_symbol_of_an_address_stays()
    {
        using KernelDump dump = With(new PdbBytes().Stream(PdbBytes.Records, [.. PdbBytes.Public(1, 4, "one"), .. PdbBytes.Public(1, 4, "two")]));
        Assert.Equal("nt!one+0x0", dump.Describe(Kernel + 0x1004).ShortName);
    }

    [Theory]
    [InlineData(0xffff_fffe)]
    [InlineData(0x7fff_ffff)]
    [InlineData(0x0010_0000)]
    public void A_stream_cannot_be_longer_than_the_file(uint size)
    {
        byte[] pdb = new PdbBytes().ToArray(sizes => sizes[PdbBytes.Records] = size);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(pdb, SymbolFailureReason.Corrupt);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Modules_that_share_a_stream_do_not_make_the_reader_read_it_for_ever()
    {
        // 20,000 modules of a stream of 100,000 bytes would be 2 GB.
        byte[] records = [.. PdbBytes.U32(4), .. Enumerable.Repeat(PdbBytes.Record(0x1012, new byte[996]), 100).SelectMany(one => one)];
        byte[] modules = [.. Enumerable.Repeat(PdbBytes.ModuleEntry(PdbBytes.Module, records.Length, "ab"), 20_000).SelectMany(one => one)];
        Refused(new PdbBytes().Stream(PdbBytes.Module, records).Debug(PdbBytes.Sections, module: modules).ToArray(), SymbolFailureReason.Corrupt);
    }

    [Fact]
    public void A_stream_of_one_block_many_times_is_longer_than_the_file() =>
        Refused(new PdbBytes().Stream(PdbBytes.Records, PdbBytes.Public(1, 0, "again")).Repeat(PdbBytes.Records, 10_000).ToArray(), SymbolFailureReason.Corrupt, "longer than the file");

    [Fact]
    public void Every_module_gives_its_functions()
    {
        // Names of three characters: what follows them begins at a multiple of four.
        byte[] one = [.. PdbBytes.U32(4), .. PdbBytes.Function(1, 0x10, "one")], two = [.. PdbBytes.U32(4), .. PdbBytes.Function(1, 0x20, "two")];
        using KernelDump dump = With(new PdbBytes().Stream(PdbBytes.Module, one).Stream(PdbBytes.Module + 1, two).Debug(
            PdbBytes.Sections, module: [.. PdbBytes.ModuleEntry(PdbBytes.Module, one.Length, "a.o"), .. PdbBytes.ModuleEntry(PdbBytes.Module + 1, two.Length, "b.o")]));
        Assert.Equal("nt!one+0x0", dump.Describe(Kernel + 0x1010).ShortName);
        Assert.Equal("nt!two+0x0", dump.Describe(Kernel + 0x1020).ShortName);
    }

    [Fact]
    public void A_record_without_a_kind_ends_the_reading() =>
        Refused(new PdbBytes().Stream(PdbBytes.Records, [1, 0, 0, 0]).ToArray(), SymbolFailureReason.Corrupt);

    [Fact]
    public void A_record_that_is_longer_than_its_stream_ends_the_reading() =>
        Refused(new PdbBytes().Stream(PdbBytes.Records, [0x40, 0, 0x0e, 0x11, 0]).ToArray(), SymbolFailureReason.Corrupt);

    [Fact]
    public void A_PDB_that_does_not_say_where_the_sections_are_has_no_addresses() =>
        Refused(new PdbBytes().Debug(0xffff).ToArray(), SymbolFailureReason.Corrupt);

    [Fact]
    public void A_PDB_for_another_processor_is_refused()
    {
        PdbBytes pdb = new();
        byte[] bytes = pdb.ToArray();
        int machine = bytes.AsSpan().IndexOf(PdbBytes.U32(uint.MaxValue, 19990903)) + 58;
        bytes[machine] = 0x4c;
        bytes[machine + 1] = 0x01;
        Refused(bytes, SymbolFailureReason.Corrupt);
    }

    private static KernelDump With(PdbBytes pdb, KernelDumpLimits? limits = null)
    {
        using var machine = new SymbolMachine();
        KernelDump dump = machine.Store("demo.pdb", pdb.ToArray()).Open(limits);
        Assert.Null(dump.FindSymbols(dump.KernelModules[0]).Failure);
        return dump;
    }

    private static void Refused(byte[] pdb, SymbolFailureReason reason, string says = "")
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store("demo.pdb", pdb).Open();
        SymbolFailure? failure = dump.FindSymbols(dump.KernelModules[0]).Failure;
        Assert.Equal(reason, failure?.Reason);
        Assert.Contains(says, failure!.Message, StringComparison.Ordinal);
    }
}
