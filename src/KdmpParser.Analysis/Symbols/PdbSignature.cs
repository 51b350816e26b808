using System.Text;

namespace KdmpParser.Analysis.Symbols;

/// <summary>Tells PDBs of version 7 from what else is found under such a name.</summary>
internal static class PdbSignature
{
    private static readonly byte[] s_version7 = Encoding.ASCII.GetBytes("Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0");

    private static readonly (byte[] Start, string What)[] s_others =
    [
        ("BSJB"u8.ToArray(), "the file is a portable PDB, which only managed code has"),
        ("Microsoft C/C++ program database 2.00"u8.ToArray()[..32], "the PDB is of version 2, older than 2002"),
        ("MSCF"u8.ToArray(), "the file is compressed (a cabinet): expand it first"),
        ("Microsoft MSFZ Container"u8.ToArray(), "the PDB is compressed (MSFZ)"),
        ("MZ"u8.ToArray(), "the file is an image, not its PDB"),
    ];

    /// <param name="start">The first 32 bytes of the file, or as many as it has.</param>
    /// <exception cref="SymbolFileException">It is something else.</exception>
    public static void Check(ReadOnlySpan<byte> start)
    {
        if (start.SequenceEqual(s_version7))
            return;
        foreach ((byte[] other, string what) in s_others)
        {
            if (start.StartsWith(other))
                throw SymbolFileException.WrongFormat(what);
        }

        throw SymbolFileException.WrongFormat("the file is no PDB");
    }
}
