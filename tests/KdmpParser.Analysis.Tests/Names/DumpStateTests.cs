using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

public class DumpStateTests
{
    private const ulong Kernel = SymbolMachine.Kernel;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_closed_dump_names_nothing(bool wasAskedBefore)
    {
        using var machine = new SymbolMachine();
        KernelDump dump = machine.Open();
        LoadedModule module = dump.KernelModules[0];
        Func<object?>[] calls = [() => dump.Describe(Kernel + 0x1090), () => dump.Describe(0x18), () => dump.DescribeSurroundings(0x18), () => dump.FindSymbols(module)];
        if (wasAskedBefore)
            Assert.All(calls, call => call());
        dump.Dispose();
        Assert.All(calls, call => Assert.Throws<ObjectDisposedException>(call));
    }

    [Fact]
    public void A_redacted_dump_names_modules_and_no_symbols()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.OpenWithoutSymbols().Redact();
        AddressDescription address = dump.Describe(Kernel + 0x1090);
        Assert.Equal(("ntoskrnl.exe+0x1090", MemoryFailureReason.LeftOut), (address.ToString(), address.SymbolFailure!.Memory!.Value.Reason));
        Assert.Equal(AddressKind.NotInDump, dump.Describe(0xffff9999_00000000).Kind);
    }

    [Fact]
    public void Everything_of_a_small_ARM64_dump_has_an_answer()
    {
        using KernelDump dump = RealDump.Open("triage_arm64.dmp");
        Assert.Equal("ntoskrnl.exe", dump.Describe(dump.Context!.InstructionPointer!.Value).Module!.Name);

        // 48 bits of addresses for user mode, and tags: what no x64 would translate may be an address here.
        Assert.Equal(AddressKind.NotInDump, dump.Describe(0x0000_8000_0000_0000).Kind);
        Assert.Null(dump.DescribeSurroundings(0x0000_8000_0000_0000).Translation);
    }

    [Fact]
    public void A_module_of_a_process_is_told_from_one_of_the_kernel()
    {
        const ulong Teb = 0x2b7f_0000, Peb = 0x2b7f_8000, Entry = 0x0000_0200_0000_0000, Image = 0x0000_7ff6_0000_0000, Prcb = 0xfffff804_50000180, Thread = 0xffffc08b_10000080;
        KernelBytes memory = new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, 0xffff8504_29890000).Thread(Thread, 0, Teb).Environment(Teb, Peb)
            .Module(Entry, Image, 0x5000, "demo.dll", @"C:\demo.dll").List(Peb + 0x910, Entry).List(KernelBytes.ModuleHead).Load(SymbolData.Demo, Image);
        using KernelDump dump = memory.Open();
        AddressDescription address = dump.Describe(Image + 0x1090);
        Assert.Equal((true, "demo!DemoRead+0x0"), (address.IsUserModule, address.ShortName));
        using var kernel = new SymbolMachine();
        using KernelDump other = kernel.Open();
        Assert.False(other.Describe(Kernel).IsUserModule);
    }

    [Fact]
    public void An_image_with_as_many_exports_as_there_are_ordinals_is_looked_up_quickly()
    {
        // One export at every fourth byte of a section of 256 KiB, without names.
        const uint Count = 0x10000, Table = 0x5_0000;
        KernelBytes memory = new KernelBytes().WithImage().Module(KernelBytes.Entries, ImageBytes.Base, 0xa_0000, "many.sys", "many.sys").List(KernelBytes.ModuleHead, KernelBytes.Entries);
        memory.U32(ImageBytes.Sections + 8, 0x4_0000).U32(ImageBytes.Exports + 0x10, 1).U32(ImageBytes.Exports + 0x14, Count).U32(ImageBytes.Exports + 0x18, 0)
            .U32(ImageBytes.Exports + 0x1c, Table).U32(ImageBytes.Sections + 40 + 12, 0x4_2000);
        var functions = new byte[4 * Count];
        for (uint i = 0; i < Count; i++)
            BitConverter.GetBytes(0x1_0000 + 2 * (Count - 1 - i)).CopyTo(functions, 4 * (int)i);
        memory.Write(ImageBytes.Base + Table, functions);
        using KernelDump dump = memory.Open();
        for (uint i = 0; i < Count; i++)
            Assert.Equal(i, dump.Describe(ImageBytes.Base + 0x1_0000 + 2 * i).Symbol is { Displacement: 0 } symbol ? Count - uint.Parse(symbol.Name["Ordinal".Length..], System.Globalization.CultureInfo.InvariantCulture) : uint.MaxValue);
        Assert.Equal((int)Count, dump.FindSymbols(dump.KernelModules[0]).Count);
    }
}
