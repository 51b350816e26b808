using System.Globalization;

namespace KdmpParser;

/// <summary>The CodeView record of an image ('RSDS'): which PDB file has its symbols.</summary>
/// <param name="PdbPath">The PDB as the linker wrote it, with or without folders. Not trustworthy: encode it before showing it.</param>
/// <param name="PdbGuid">Made anew for each build.</param>
/// <param name="Age">Counts the rewrites of the PDB.</param>
public sealed record CodeView(string PdbPath, Guid PdbGuid, uint Age)
{
    /// <summary>File name of the PDB without folders.</summary>
    public string PdbName => LoadedModule.LastPart(PdbPath) ?? "";

    /// <summary>
    /// What a symbol server is asked for: name, identifier and name again, as in
    /// <c>demo.pdb/00112233445566778899AABBCCDDEEFF1/demo.pdb</c>, the age in hexadecimal behind the identifier.
    /// </summary>
    public string SymbolServerKey => string.Create(CultureInfo.InvariantCulture, $"{PdbName}/{PdbGuid.ToString("N").ToUpperInvariant()}{Age:X}/{PdbName}");

    /// <summary>The same as <see cref="SymbolServerKey"/>.</summary>
    public override string ToString() => SymbolServerKey;
}
