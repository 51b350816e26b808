using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Names without a PDB. Of demo.dll, llvm-readobj lists the exports DemoCounter (0x3000), DemoLeaf (0x1080) and DemoRead (0x1090).</summary>
public class ExportNameTests
{
    private const ulong Kernel = SymbolMachine.Kernel;

    [Theory]
    [InlineData(0x1090, "nt!DemoRead+0x0 (ntoskrnl.exe+0x1090)")]
    [InlineData(0x1091, "nt!DemoRead+0x1 (ntoskrnl.exe+0x1091)")]
    [InlineData(0x10be, "nt!DemoRead+0x2e (ntoskrnl.exe+0x10be)")]
    [InlineData(0x1080, "nt!DemoLeaf+0x0 (ntoskrnl.exe+0x1080)")]
    [InlineData(0x3000, "nt!DemoCounter+0x0 (ntoskrnl.exe+0x3000)")]
    public void An_address_in_an_exported_function_has_its_name(ulong offset, string line) => Assert.Equal(line, Line(offset));

    [Fact]
    public void A_function_behind_the_exported_one_is_another()
    {
        // llvm-readobj: DemoRead ends at 0x10bf, and the function that is not exported begins at 0x10c0.
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols();
        AddressDescription address = dump.Describe(Kernel + 0x10d0);
        Assert.Equal("nt!DemoRead+0x40 (another function; ntoskrnl.exe+0x10d0)", address.ToString());
        Assert.Equal("ntoskrnl.exe+0x10d0", address.ShortName);
        Assert.Equal((SymbolRelation.AnotherFunction, null), (address.Symbol!.Relation, address.Symbol.Certainty));
        Assert.Equal(Certainty.Certain, address.Certainty);
    }

    [Fact]
    public void A_leaf_function_has_no_entry_so_its_end_is_not_known()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols();
        AddressDescription address = dump.Describe(Kernel + 0x1083);
        Assert.Equal("nt!DemoLeaf+0x3 (nearest export below; ntoskrnl.exe+0x1083)", address.ToString());
        Assert.Equal(("ntoskrnl.exe+0x1083", SymbolRelation.Unknown), (address.ShortName, address.Symbol!.Relation));
    }

    [Theory]
    [InlineData(0x1000, "no export lies before it in its section")]
    [InlineData(0x2010, "exported data lies behind, exported code in another section")]
    [InlineData(0x10, "the headers")]
    public void What_no_export_of_its_section_lies_before_is_module_and_offset(ulong offset, string because)
    {
        Assert.NotEmpty(because);
        Assert.Equal($"ntoskrnl.exe+0x{offset:x}", Line(offset));
    }

    [Fact]
    public void Data_has_a_name_at_its_own_address_only()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal("nt!DemoCounter+0x0", dump.Describe(Kernel + 0x3000).ShortName);
        Assert.Equal("ntoskrnl.exe+0x3004", dump.Describe(Kernel + 0x3004).ShortName);
    }

    [Fact]
    public void A_driver_is_called_by_its_file_without_the_ending()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols();
        PeExport export = Assert.Single(dump.ReadImage(dump.KernelModules[1]).Exports);
        Assert.Equal("shapes!ShapeArea+0x0", dump.Describe(export.Address!.Value).ShortName);
    }

    [Fact]
    public void Where_the_exception_directory_is_missing_only_the_symbols_own_address_is_sure()
    {
        using var machine = new SymbolMachine();
        machine.Memory.Unmap(Kernel + 0x4000);
        using KernelDump dump = machine.OpenWithoutSymbols();
        Assert.Equal("nt!DemoRead+0x0", dump.Describe(Kernel + 0x1090).ShortName);
        Assert.Equal("nt!DemoRead+0x1 (nearest export below; ntoskrnl.exe+0x1091)", dump.Describe(Kernel + 0x1091).ToString());
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.DescribeSurroundings(Kernel + 0x1091).FunctionFailure!.Reason);
    }

    [Fact]
    public void Where_the_export_directory_is_missing_the_reason_is_said()
    {
        using var machine = new SymbolMachine();
        machine.Memory.Unmap(Kernel + 0x2000);
        using KernelDump dump = machine.OpenWithoutSymbols();
        AddressDescription address = dump.Describe(Kernel + 0x1090);
        Assert.Equal("ntoskrnl.exe+0x1090", address.ToString());
        Assert.Equal((KernelDataFailureReason.Unreadable, MemoryFailureReason.NotPresent), (address.SymbolFailure!.Reason, address.SymbolFailure.Memory!.Value.Reason));
    }

    [Fact]
    public void An_export_without_a_name_has_its_ordinal_and_a_forwarder_names_nothing()
    {
        // ImageBytes: ordinal 5 is DemoRead at 0x1234, 7 has no name at 0x1240, 8 is forwarded from 0x2480.
        using KernelDump dump = new KernelBytes().WithImage().Module(KernelBytes.Entries, ImageBytes.Base, 0x8000, "demo.sys", "demo.sys")
            .List(KernelBytes.ModuleHead, KernelBytes.Entries).Open();
        Assert.Equal("nt!DemoRead+0x0", dump.Describe(ImageBytes.Base + 0x1234).ShortName);
        Assert.Equal("nt!Ordinal7+0x0", dump.Describe(ImageBytes.Base + 0x1240).ShortName);
        Assert.Null(dump.Describe(ImageBytes.Base + 0x2480).Symbol);
        Assert.Equal(2, dump.FindSymbols(dump.KernelModules[0]).Count);
    }

    [Fact]
    public void A_name_comes_before_the_ordinal_of_the_same_address()
    {
        // The first of three functions has no name, the third is DemoRead, and both are at 0x1234.
        using KernelDump dump = new KernelBytes().WithImage().U32(ImageBytes.Functions + 8, 0x1234).U16(ImageBytes.Ordinals, 2)
            .Module(KernelBytes.Entries, ImageBytes.Base, 0x8000, "demo.sys", "demo.sys").List(KernelBytes.ModuleHead, KernelBytes.Entries).Open();
        Assert.Equal("nt!DemoRead+0x0", dump.Describe(ImageBytes.Base + 0x1234).ShortName);
    }

    [Fact]
    public void An_export_of_a_hostile_image_that_lies_in_no_section_names_nothing()
    {
        using KernelDump dump = new KernelBytes().WithImage().U32(ImageBytes.Functions, 0x20)
            .Module(KernelBytes.Entries, ImageBytes.Base, 0x8000, "demo.sys", "demo.sys").List(KernelBytes.ModuleHead, KernelBytes.Entries).Open();
        Assert.Equal("demo.sys+0x20", dump.Describe(ImageBytes.Base + 0x20).ToString());
    }

    private static string Line(ulong offset)
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols();
        return dump.Describe(Kernel + offset).ToString();
    }
}
