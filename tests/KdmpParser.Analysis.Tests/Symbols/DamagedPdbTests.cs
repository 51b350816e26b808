namespace KdmpParser.Analysis.Tests;

public class DamagedPdbTests
{
    private static readonly byte[] s_pdb = File.ReadAllBytes(SymbolData.PathOf("demo.pdb"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_damaged_PDB_has_symbols_or_a_reason(int seed)
    {
        using var machine = new SymbolMachine();
        byte[] dump = machine.Memory.Dump.ToArray();
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 700; i++)
        {
            var pdb = (byte[])s_pdb.Clone();
            for (int change = random.Next(1, 5); change > 0; change--)
                Damage(pdb, random);
            machine.Store("demo.pdb", pdb);
            using var opened = KernelDump.Open(dump, "by hand", new() { SymbolFolder = machine.Folder });
            ModuleSymbols symbols = opened.FindSymbols(opened.KernelModules[0]);
            Assert.True(symbols.PdbPath is null ^ symbols.Failure is null);
            refused += symbols.Failure is null ? 0 : 1;
            for (uint offset = 0; offset < 0x5000; offset += 0x101)
                _ = opened.DescribeSurroundings(SymbolMachine.Kernel + offset).ToString();
        }

        Assert.InRange(refused, 1, 699);
    }

    [Fact]
    public void A_PDB_that_ends_anywhere_has_symbols_or_a_reason()
    {
        // The last block may be shorter than the others.
        using var machine = new SymbolMachine();
        byte[] dump = machine.Memory.Dump.ToArray();
        for (int length = 1; length <= s_pdb.Length - 4096; length += 997)
        {
            machine.Store("demo.pdb", s_pdb[..length]);
            using var opened = KernelDump.Open(dump, "by hand", new() { SymbolFolder = machine.Folder });
            Assert.Contains(opened.FindSymbols(opened.KernelModules[0]).Failure!.Reason, new[] { SymbolFailureReason.Corrupt, SymbolFailureReason.WrongFormat });
        }
    }

    /// <summary>Where a PDB has its structure: the superblock, the directory and the heads of streams are the beginnings of blocks.</summary>
    private static void Damage(byte[] pdb, Random random)
    {
        int at = random.Next(3) == 0 ? random.Next(32, 56) : random.Next(2) == 0 ? random.Next(18) * 4096 + random.Next(96) : random.Next(pdb.Length);
        pdb[at] = random.Next(3) switch
        {
            0 => (byte)(pdb[at] ^ 1 << random.Next(8)),
            1 => 0xff,
            _ => (byte)random.Next(256),
        };
    }
}
