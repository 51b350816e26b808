using System.Text;

namespace KdmpParser.Analysis.Tests;

/// <summary>The name of a PDB is what the dump says: it leads to no file outside of the folder of symbols.</summary>
public class HostilePathTests
{
    [Theory]
    [InlineData(@"..\..\outside.pdb")]
    [InlineData("../../outside.pdb")]
    [InlineData(@"c:\outside.pdb")]
    [InlineData("/outside.pdb")]
    [InlineData(@"\\server\share\outside.pdb")]
    public void Only_the_file_name_of_a_path_is_used(string path)
    {
        using KernelDump dump = Asking(path, out SymbolMachine machine);
        using (machine)
        {
            Assert.Equal($"there is no outside.pdb/{SymbolData.DemoIdentity}/outside.pdb", dump.FindSymbols(dump.KernelModules[0]).Failure!.Message);
            machine.Store("outside.pdb");
            using KernelDump again = machine.Open();
            Assert.StartsWith(machine.Folder, again.FindSymbols(again.KernelModules[0]).PdbPath, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData(@"folder\")]
    [InlineData("c:demo.pdb")]
    [InlineData("demo.pdb:stream")]
    [InlineData("*.pdb")]
    [InlineData("dem?.pdb")]
    [InlineData("nul")]
    [InlineData("CON.pdb")]
    [InlineData("com1.demo.pdb")]
    [InlineData("demo.pdb.")]
    [InlineData("demo.pdb ")]
    [InlineData(" demo.pdb")]
    [InlineData("de\nmo.pdb")]
    [InlineData("de\u0001mo.pdb")]
    [InlineData("\"demo.pdb\"")]
    [InlineData("demo<x>.pdb")]
    public void What_is_no_name_of_a_file_on_every_system_opens_none(string path)
    {
        using KernelDump dump = Asking(path, out SymbolMachine machine);
        using (machine)
            Assert.Equal(SymbolFailureReason.UnsafeName, dump.FindSymbols(dump.KernelModules[0]).Failure!.Reason);
    }

    [Fact]
    public void A_file_beside_the_folder_is_not_found_through_a_path()
    {
        using KernelDump dump = Asking("../demo.pdb", out SymbolMachine machine);
        using (machine)
        {
            string inner = Path.Combine(machine.Folder, "inner");
            machine.Store("demo.pdb").Store("inner/other.txt", [1]);
            using KernelDump within = KernelDump.Open(machine.Memory.Dump.ToArray(), "by hand", new() { SymbolFolder = inner });
            Assert.Equal(SymbolFailureReason.NotFound, within.FindSymbols(within.KernelModules[0]).Failure!.Reason);
        }
    }

    [Fact]
    public void A_folder_of_the_name_of_a_PDB_is_none()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store($"demo.pdb/{SymbolData.DemoIdentity}/demo.pdb/demo.pdb").Open();
        Assert.Equal(SymbolFailureReason.NotFound, dump.FindSymbols(dump.KernelModules[0]).Failure!.Reason);
    }

    [Fact]
    public void An_empty_file_is_none()
    {
        using var machine = new SymbolMachine();
        using KernelDump dump = machine.Store("demo.pdb", []).Open();
        Assert.Equal(SymbolFailureReason.NotFound, dump.FindSymbols(dump.KernelModules[0]).Failure!.Reason);
    }

    /// <summary>The kernel's CodeView record asks for demo.pdb by another path; its room is moved to where there is enough.</summary>
    private static KernelDump Asking(string path, out SymbolMachine machine)
    {
        machine = new();
        const ulong Kernel = SymbolMachine.Kernel;

        // llvm-readobj --coff-debug-directory demo.dll: one entry at 0x2000, whose record is made anew at 0x2200.
        byte[] text = Encoding.UTF8.GetBytes(path + "\0");
        ulong entry = Kernel + 0x2000;
        uint record = (uint)(machine.Memory.Value(entry + 0x10) >> 32);
        ulong[] identity = [machine.Memory.Value(Kernel + (record & ~7U)), machine.Memory.Value(Kernel + (record & ~7U) + 8), machine.Memory.Value(Kernel + (record & ~7U) + 16), machine.Memory.Value(Kernel + (record & ~7U) + 24)];
        byte[] bytes = [.. identity.SelectMany(BitConverter.GetBytes)];
        machine.Memory.Write(Kernel + 0x2200, bytes.AsSpan((int)(record & 7), 24)).Write(Kernel + 0x2200 + 24, text)
            .U32(entry + 0x10, (uint)(24 + text.Length)).U32(entry + 0x14, 0x2200);
        return machine.Open();
    }
}
