using System.Reflection.PortableExecutable;

namespace KdmpParser.Analysis.Symbols;

/// <summary>
/// Reads a PDB of version 7 as far as names need it: information and DBI stream, public symbols, and the functions of each module. Layouts as LLVM
/// documents them ("The PDB Info Stream", "The PDB DBI Stream") and as Microsoft's cvinfo.h has them.
/// </summary>
internal static class PdbFile
{
    private const int InformationStream = 1, DbiStream = 3;

    /// <summary>The first version of the information stream that has a GUID (2000), and the version of the DBI stream since 1999.</summary>
    private const uint Vc70 = 20000404, DbiV70 = 19990903;

    /// <summary>What stands for a stream that a PDB does not have.</summary>
    private const ushort None = ushort.MaxValue;

    /// <exception cref="SymbolFileException">It is no PDB that can be read, or another one than the image asks for.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SymbolTable Read(string path, PdbIdentity wanted, Machine machine, KernelDumpLimits limits)
    {
        using var file = new MsfFile(path, limits);
        PdbStream information = file.Read(InformationStream, "the information stream");
        if (information.U32(0) < Vc70)
            throw SymbolFileException.WrongFormat("the PDB has no GUID: it is older than 2000");
        var dbi = new DbiHeader(file.Read(DbiStream, "the DBI stream"));
        if (dbi.Signature != uint.MaxValue || dbi.Version < DbiV70)
            throw SymbolFileException.WrongFormat("the DBI stream of the PDB is older than 1999");
        var found = new PdbIdentity(information.Guid(12), dbi.Age);
        if (found != wanted)
            throw new SymbolFileException(new(SymbolFailureReason.Mismatch, $"the PDB is {found}, and the image asks for {wanted}") { Actual = found });
        if (dbi.Machine != 0 && dbi.Machine != (ushort)machine)
            throw SymbolFileException.Corrupt(FormattableString.Invariant($"it is for machine 0x{dbi.Machine:x}"));

        var symbols = new SymbolReader(SectionMap.Read(file, dbi), limits);
        foreach ((ushort stream, uint size) in dbi.Modules())
        {
            if (stream != None && size >= sizeof(uint))
                symbols.AddFunctions(file.Read(stream, "the symbols of a module").Part(0, size), sizeof(uint));
        }

        if (dbi.SymbolRecords != None)
            symbols.AddGlobals(file.Read(dbi.SymbolRecords, "the symbol records"));
        return symbols.ToTable();
    }
}
