namespace KdmpParser.Analysis.Tests;

public class PdbTests
{
    private const string Stored = $"demo.pdb/{SymbolData.DemoIdentity}/demo.pdb";

    [Fact]
    public void Every_public_symbol_is_where_llvm_pdbutil_says()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store(Stored).Open();
        Assert.Equal(6, SymbolData.Publics(SymbolData.Demo).Count);
        Assert.All(SymbolData.Publics(SymbolData.Demo), symbol =>
        {
            AddressSymbol found = dump.Describe(SymbolMachine.Kernel + symbol.Value).Symbol!;
            Assert.Equal((symbol.Key, 0L, SymbolSource.Pdb, SymbolRelation.Same), (found.Name, found.Displacement, found.Source, found.Relation));
        });
    }

    [Fact]
    public void A_static_function_comes_from_the_records_of_its_module()
    {
        // llvm-pdbutil dump -symbols demo.pdb: S_LPROC32 `add_secret`, addr = 0001:0064, in a section at 0x1000.
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store(Stored).Open();
        Assert.Equal("nt!add_secret+0x8 (ntoskrnl.exe+0x1048)", dump.Describe(SymbolMachine.Kernel + 0x1048).ToString());
    }

    [Fact]
    public void A_functions_own_record_gives_its_undecorated_name()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store("shapes.pdb", "shapes.pdb").Open();
        uint area = SymbolData.Publics(SymbolData.Shapes)["?area@Circle@shapes@@QEAAHH@Z"];
        Assert.Equal("shapes!shapes::Circle::area+0x1", dump.Describe(SymbolMachine.Driver + area + 1).ShortName);
        uint sink = SymbolData.Publics(SymbolData.Shapes)["?sink@shapes@@3HC"];
        Assert.Equal("shapes!?sink@shapes@@3HC+0x0", dump.Describe(SymbolMachine.Driver + sink).ShortName);
    }

    [Theory]
    [InlineData(Stored)]
    [InlineData("demo.pdb/350db619e4c195e04c4c44205044422e1/demo.pdb")]
    [InlineData($"DEMO.PDB/{SymbolData.DemoIdentity}/Demo.pdb")]
    [InlineData($"de/demo.pdb/{SymbolData.DemoIdentity}/demo.pdb")]
    [InlineData("demo.pdb")]
    [InlineData("DEMO.pdb")]
    public void A_PDB_is_found_in_each_layout_of_a_store(string path)
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store(path).Open();
        ModuleSymbols symbols = dump.FindSymbols(dump.KernelModules[0]);
        Assert.Equal((SymbolSource.Pdb, null), (symbols.Source, symbols.Failure));
        Assert.Equal(Path.GetFullPath(Path.Combine(machine.Folder, path)), symbols.PdbPath);
    }

    [Fact]
    public void The_PDB_of_another_build_is_refused_with_both_identities()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store(Stored, "shapes.pdb").Open();
        ModuleSymbols symbols = dump.FindSymbols(dump.KernelModules[0]);
        Assert.Equal((SymbolFailureReason.Mismatch, SymbolData.DemoIdentity), (symbols.Failure!.Reason, symbols.Failure.Expected.ToString()));
        Assert.Equal(Guid.Parse(ShapesGuid()), symbols.Failure.Actual!.Value.PdbGuid);
        Assert.Equal((SymbolSource.Export, null), (symbols.Source, symbols.PdbPath));
    }

    [Fact]
    public void A_right_PDB_side_by_side_is_used_where_the_store_has_a_wrong_one()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store(Stored, "shapes.pdb").Store("de/demo.pdb/" + SymbolData.DemoIdentity + "/demo.pdb").Open();
        Assert.Equal(SymbolSource.Pdb, dump.FindSymbols(dump.KernelModules[0]).Source);
    }

    [Fact]
    public void The_age_of_the_DBI_stream_counts_and_not_that_of_the_information_stream()
    {
        byte[] pdb = File.ReadAllBytes(SymbolData.PathOf("demo.pdb"));
        int guid = pdb.AsSpan().IndexOf(new Guid("350DB619-E4C1-95E0-4C4C-44205044422E").ToByteArray());
        int dbi = pdb.AsSpan().IndexOf(new byte[] { 0xff, 0xff, 0xff, 0xff, 0x77, 0x09, 0x31, 0x01, 1, 0, 0, 0 });
        using var later = new SymbolMachine();
        pdb[guid - 4] = 7;
        using (KernelDump dump = later.Store("demo.pdb", pdb).Open())
            Assert.Null(dump.FindSymbols(dump.KernelModules[0]).Failure);
        using var other = new SymbolMachine();
        pdb[dbi + 8] = 2;
        using (KernelDump dump = other.Store("demo.pdb", pdb).Open())
            Assert.Equal("350DB619E4C195E04C4C44205044422E2", dump.FindSymbols(dump.KernelModules[0]).Failure!.Actual.ToString());
    }

    [Theory]
    [InlineData("BSJB\u0001\0\u0001\0", "portable")]
    [InlineData("Microsoft C/C++ program database 2.00\r\n\u001aJG", "version 2")]
    [InlineData("MSCF\0\0\0\0", "compressed")]
    [InlineData("Microsoft MSFZ Container\r\n\u001aALD\0\0", "compressed")]
    [InlineData("MZ\u0090\0", "image")]
    [InlineData("not a pdb at all", "no PDB")]
    public void What_is_no_PDB_of_version_7_is_called_what_it_is(string content, string says)
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store(Stored, System.Text.Encoding.Latin1.GetBytes(content)).Open();
        SymbolFailure failure = dump.FindSymbols(dump.KernelModules[0]).Failure!;
        Assert.Equal(SymbolFailureReason.WrongFormat, failure.Reason);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_of_a_store_is_pointed_out()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store($"demo.pdb/{SymbolData.DemoIdentity}/demo.pd_", [1]).Open();
        Assert.Equal(SymbolFailureReason.WrongFormat, dump.FindSymbols(dump.KernelModules[0]).Failure!.Reason);
    }

    [Fact]
    public void Without_a_PDB_it_is_said_which_one_is_missing()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Open();
        SymbolFailure failure = dump.FindSymbols(dump.KernelModules[0]).Failure!;
        Assert.Equal((SymbolFailureReason.NotFound, $"there is no {Stored}"), (failure.Reason, failure.Message));
        using KernelDump without = machine.OpenWithoutSymbols();
        Assert.Equal(SymbolFailureReason.NoFolder, without.FindSymbols(without.KernelModules[0]).Failure!.Reason);
    }

    [Fact]
    public void A_folder_that_does_not_exist_has_no_PDBs()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = KernelDump.Open(machine.Memory.Dump.ToArray(), "by hand", new() { SymbolFolder = Path.Combine(machine.Folder, "nothing") });
        Assert.Equal(SymbolFailureReason.NotFound, dump.FindSymbols(dump.KernelModules[0]).Failure!.Reason);
    }

    [Fact]
    public void An_image_whose_debug_directory_is_missing_does_not_say_which_PDB_it_needs()
    {
        using var machine = new SymbolMachine();
        machine.Store(Stored).Memory.Unmap(SymbolMachine.Kernel + 0x2000);
        using KernelDump dump = machine.Open();
        ModuleSymbols symbols = dump.FindSymbols(dump.KernelModules[0]);
        Assert.Equal((SymbolFailureReason.NoIdentity, null), (symbols.Failure!.Reason, symbols.CodeView));
        Assert.Equal(KernelDataFailureReason.Unreadable, symbols.ExportsFailure!.Reason);
        Assert.Null(symbols.Source);
    }

    [Fact]
    public void A_PDB_that_is_larger_than_the_limit_is_refused()
    {
        using var machine = new SymbolMachine();
        machine.Store(Stored);
        long length = new FileInfo(SymbolData.PathOf("demo.pdb")).Length;
        using KernelDump exactly = machine.Open(new() { SymbolFileBytes = length });
        Assert.Null(exactly.FindSymbols(exactly.KernelModules[0]).Failure);
        using KernelDump less = machine.Open(new() { SymbolFileBytes = length - 1 });
        Assert.Equal(SymbolFailureReason.LimitExceeded, less.FindSymbols(less.KernelModules[0]).Failure!.Reason);
    }

    [Fact]
    public void There_are_at_most_as_many_symbols_as_the_limit_says()
    {
        using var machine = new SymbolMachine();
        machine.Store(Stored);
        // Five functions of the module, six public symbols, and the data that llvm-pdbutil dump -globals lists: DemoCounter, g_buffer, s_secret.
        using KernelDump exactly = machine.Open(new() { Symbols = 14 });
        Assert.Null(exactly.FindSymbols(exactly.KernelModules[0]).Failure);
        using KernelDump less = machine.Open(new() { Symbols = 13 });
        Assert.Equal(SymbolFailureReason.LimitExceeded, less.FindSymbols(less.KernelModules[0]).Failure!.Reason);
    }

    private static string ShapesGuid() =>
        System.Text.RegularExpressions.Regex.Match(File.ReadAllText(SymbolData.PathOf("shapes.pdbutil.txt")), @"GUID: \{(\S+)\}").Groups[1].Value;
}
